/** The one function that the tests use. The package's own types pull in those of browsers, which our client's `fetch` is not of. */
export declare function parse(filename: string, contents: string): Promise<Record<string, unknown>>
