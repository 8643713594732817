// No browser is downloaded when i12 is installed: networks are often closed, and i12 finds or fetches one by itself.
module.exports = { skipDownload: true }
