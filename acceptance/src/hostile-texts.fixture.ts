/** Text that would do harm, or turn the page round, if it were anything but text. */
export const HOSTILE_TEXTS = [
  '<img src=x onerror="window.hacked = true">',
  '"><script>window.hacked = true</script>',
  'javascript:window.hacked=true',
  `{{constructor.constructor("window.hacked=true")()}}$\{window.hacked=true}`,
  '\u{202e}gnp.exe\u{202c}\u{200b}\u{feff}',
  'tab\tand\u{1}control',
  '../../etc/passwd%00.csv',
  'x'.repeat(10_000),
]
