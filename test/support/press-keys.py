# Runs a command in a pseudo-terminal and presses keys: press-keys.py COLUMNS SCRIPT COMMAND…
# SCRIPT is JSON: [[what to wait for, what to type], …]. Prints what the terminal showed; exits as the command does.
import fcntl, json, os, pty, re, select, struct, sys, termios, time

columns, script = int(sys.argv[1]), json.loads(sys.argv[2])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[3], sys.argv[3:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, columns, 0, 0))
shown, seen, deadline = b'', 0, time.time() + int(os.environ.get('PRESS_KEYS_SECONDS', '60'))


def plain(data):
    return re.sub(r'\x1b\[[0-9;?]*[A-Za-z]', '', data.decode('utf-8', 'replace'))


def read_more():
    global shown
    if select.select([terminal], [], [], 0.1)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            return False
        if not part:
            return False
        shown += part
    return True


alive = True
for wanted, keys in script:
    while alive and wanted not in re.sub(r'\s+', ' ', plain(shown[seen:])) and time.time() < deadline:
        alive = read_more()
    if not alive or time.time() > deadline:
        print('NOT SHOWN: ' + wanted)
        break
    time.sleep(0.15)
    while select.select([terminal], [], [], 0.05)[0] and read_more():
        pass
    seen = len(shown)
    os.write(terminal, keys.encode())
while alive and time.time() < deadline:
    alive = read_more()
sys.stdout.buffer.write(shown)
if alive:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 128)
