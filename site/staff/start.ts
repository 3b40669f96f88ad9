import { fail } from './form.ts'
import { frame, home } from './frame.ts'

// `/staff/` leads to where this role works.
frame()
  .then((me) => location.replace(home(me)))
  .catch(fail)
