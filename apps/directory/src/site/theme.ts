/** The ground of every page, for what the browser draws around it; in `tokens.css` it is `--color-paper`. */
export const PAPER = { light: '#f9f6f0', dark: '#15120e' }
