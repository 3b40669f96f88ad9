import { expect, it } from 'vitest'
import { figuresOf } from './figures.ts'

const results = `# Results

## bench:web

\`npm run bench:web\`, today:

| Request | µs |
| ------- | -- |
| icon    | 80 |

- \`npm run campaign:a\`: 3 kills, 0 lost.
- \`npm run campaign:a-longer\`: 9.
`

it('finds the figures of each command with their table, and shows what was never measured', () => {
  expect(figuresOf(['bench:web', 'campaign:a', 'bench'], results)).toEqual([
    {
      command: 'npm run bench:web',
      found: ['`npm run bench:web`, today:\n\n| Request | µs |\n| ------- | -- |\n| icon    | 80 |'],
    },
    { command: 'npm run campaign:a', found: ['- `npm run campaign:a`: 3 kills, 0 lost.'] },
    { command: 'npm run bench', found: [] },
  ])
})
