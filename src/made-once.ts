/** What is made when it is first asked for, and kept: nothing that the start of a process has to wait for. */
export function madeOnce<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
