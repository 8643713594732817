export function makeDocs(load: (path: string) => Promise<object>): Promise<Map<string, string>>
