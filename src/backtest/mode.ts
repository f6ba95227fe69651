/** How a chart of the past is put together: by recorded times alone, or by others too where those are missing. */
export type Mode = 'strict' | 'lenient';
