export const countryFromFileName = (_: string): string | null => null
export const suggestHandle = async (_: string, __: string | null, ___: (h: string) => Promise<boolean> | boolean): Promise<string> => { throw new Error('placeholder') }
