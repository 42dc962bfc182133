/** Brings a Markdown section of the catalogue onto one line of plain text. */

/** Points keep their numbers, links and bold keep only their words, blanks are squeezed. */
export function flattenMarkdown(markdown) {
  return markdown
    .replace(/\[([^\]]+)\]\(https?:[^)\s]+\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/^ *(\d+)\. /gm, '$1）')
    .replace(/^ *- /gm, '• ')
    .replace(/\s+/g, ' ')
    .trim();
}
