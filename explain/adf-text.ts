import type { AdfDocument, AdfNode } from '../src/flow/ticket/adf.js'

const CODE_INDENT = '    '

/** A document as lines of text: what the ticket says, for people at a terminal. */
export function renderAdfText({ content }: Pick<AdfDocument, 'content'>): readonly string[] {
  return apart(content.map(renderBlock))
}

function renderBlock(node: AdfNode): readonly string[] {
  const content = node.content ?? []
  switch (node.type) {
    case 'heading': {
      const title = inline(content)
      return [title, '-'.repeat(title.length)]
    }
    case 'panel':
      return apart(content.map(renderBlock)).map((line) => `| ${line}`.trimEnd())
    case 'expand': {
      const title = node.attrs?.['title']
      return [`${typeof title === 'string' ? title : ''}:`, '', ...apart(content.map(renderBlock))]
    }
    case 'codeBlock':
      return inline(content)
        .split('\n')
        .map((line) => `${CODE_INDENT}${line}`.trimEnd())
    case 'bulletList':
      return content.flatMap((item) => hang('- ', apart((item.content ?? []).map(renderBlock))))
    case 'table':
      return renderTable(content)
    default:
      return [inline(content)]
  }
}

/** Cells of a column begin below each other; the last one may be as long as it likes. */
function renderTable(rows: readonly AdfNode[]): readonly string[] {
  const cells = rows.map((row) =>
    (row.content ?? []).map((cell) =>
      (cell.content ?? []).map(({ content }) => inline(content ?? [])).join(' ')
    )
  )
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0))
  )
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  )
}

function inline(nodes: readonly AdfNode[]): string {
  return nodes.map((node) => `${node.text ?? inline(node.content ?? [])}${addressOf(node)}`).join('')
}

function addressOf({ marks, text }: AdfNode): string {
  const href = marks?.find(({ type }) => type === 'link')?.attrs?.['href']
  return href === undefined || href === text ? '' : ` <${href}>`
}

/** Blocks with an empty line between them. */
function apart(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function hang(mark: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`.trimEnd())
}
