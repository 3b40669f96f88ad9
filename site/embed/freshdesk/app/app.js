// Shows the desk beside a Freshdesk ticket: https://developers.freshdesk.com/docs/data-method/
const address = 'https://help.example.com'

app.initialized().then(async (client) => {
  const [{ contact }, { ticket }] = await Promise.all([client.data.get('contact'), client.data.get('ticket')])
  const desk = new URL(`${address.replace(/\/$/, '')}/staff/desk/embed/`)
  const frame = document.createElement('iframe')
  frame.title = `Kindred desk (allow this origin: ${location.origin})`
  frame.src = desk.href
  frame.width = '100%'
  frame.height = '640'
  frame.addEventListener('load', () =>
    frame.contentWindow.postMessage(
      { kindred: 'ticket', who: contact.email ?? '', text: ticket.description_text ?? '' },
      desk.origin,
    ),
  )
  document.body.append(frame)
})
