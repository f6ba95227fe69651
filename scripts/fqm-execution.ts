/** What is used of `fqm-execution`, which is no dependency of this package. */
export declare const Calculator: {
  calculate(
    measure: object,
    patients: readonly object[],
    options: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly results: readonly { readonly patientId: string }[] }>;
};
