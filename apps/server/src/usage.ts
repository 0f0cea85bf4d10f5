export const USAGE = `Usage: npm run -s carillon -- COMMAND

  import FILES…                      make channels of what OPML and CSV files list
  expire [--confirm]                 erase what is past its time, as each night; --confirm says that the clock is right
  backup --to F --keys F [--keep N]  copy everything to one folder, and its keys to another
  restore --from F --keys F          make of a backup what it was, in an empty data folder [--snapshot NAME]
  verify-erasure MARKER… [--in F…]   look for these words in all that is stored, and in further folders
  create-operator --email E          the password is read from standard input
  create-key --email E --channel H   print an API key for a channel that E administers
`
