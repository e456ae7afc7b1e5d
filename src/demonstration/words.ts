import type { Texts } from '../practices/practice.ts';

/** What the people of the bakery have said and written in the weeks before. */
export const words = {
  'name.first': 'Corner Bakery',

  'talk.all-in': 'Now all seven of us are in. Since noon the shop is ours: the landlord and I have shaken hands on it.',
  'talk.sourdough': 'Good morning. The sourdough has doubled overnight, come and look at it before it walks out.',
  'talk.children': 'Give it to the children at number nine. They still ask for ‘the pet’.',
  'talk.shelter': 'The shelter rang. On Friday they were nineteen, and the week before eleven.',
  'talk.shelter-reply': 'Then we should make it regular, and not whatever happens to be left over.',
  'talk.mountains': 'I am off to the mountains for a week. There is no net up there, and the telephone stays at home.',
  'talk.new-name': 'So we are the Bakery on the Corner now. It even fits above the door.',
  'talk.brown-hands': 'Back from the mountains. I have put a word under the new name: the sign painter had begun already.',
  'talk.painter': 'I did not know that. I will go past his workshop this week and ask what it costs to begin anew.',
  'talk.sundays': 'Then not like this. I am asking around whether somebody would like to come for Sunday mornings only.',
  'talk.welcome': 'Somebody new is at the table from today. Welcome, it is good to have you here.',
  'talk.welcome-rolls': 'Welcome. The best rolls are gone by seven, so come early.',
  'talk.mill': 'The mill wants a tenth more from next month on. We should talk about what the small rolls cost.',
  'talk.mill-reply': 'Let me see first what we really pay for them. I have all the bills in the drawer.',
  'talk.guel': 'Gül has knocked. She baked with me at the mill for two summers, and she brings her own rye.',
  'talk.van': 'The van is in the garage until noon tomorrow. I switch off for today, we see each other at the oven.',
  'talk.crust': 'The second batch is out. If you put your ear to it, you can hear the crust sing.',
  'talk.crust-reply': 'I heard it from the street, the door stands open.',
  'talk.crates': 'Who can take the bread to the shelter tonight? The crates stand by the back door.',

  'channel.oven': 'oven',
  'oven.burner': 'The left burner of the old oven goes out when somebody slams the door. Close it gently.',
  'oven.part': 'The part is ordered. It takes two weeks.',
  'oven.part-corrected': 'The part is ordered. They say it takes three weeks, not two.',
  'oven.thermometer': 'The thermometer shows ten degrees too many. I go by the colour of the flour on the stone.',
  'oven.arrived': 'The part has come. I put it in after closing time, so the oven stays cold tonight.',
  'oven.light': 'Good. I bring the small lamp, one sees nothing behind there.',

  'channel.market': 'market',
  'market.stall': 'The stall by the fountain is ours on Saturdays. Who stands there first?',
  'market.bo': 'I do, if somebody brings the bread by nine.',
  'market.emre': 'I bring it. I pass by there anyway.',
  'market.sold': 'Everything was gone by half past eleven. Next time one crate more of the dark one.',

  'first-morning.title': 'Who lights the oven on the first morning?',
  'first-morning.text': 'Somebody has to be here at four. Whoever is drawn goes home first in the evening.',
  'winter-market.title': 'Two of us stand at the winter market',
  'winter-market.text': 'Both Sundays before the holidays, from ten to four. It is cold there, so let the lot choose.',

  'parting.title': 'Part from Ivo',
  'parting.text':
    'Three nights in a row he has baked for a stall of his own, with our flour. We have asked him to sit down with us about it, and he does not want to.',
  'parting.concern': 'I would have liked to hear it from himself. The door stays open, if he wants to talk.',
  'parting.crates': 'Thirty of our crates stand at the mill. I left sixty euros for them, the slip is in the drawer under the till.',

  'talk.dough-trough':
    'Bo’s telephone went into the dough trough with him bending over it. He asks to come back with a new one, I had his voice on mine.',

  'two-days.title': 'Answer within two days',
  'two-days.text': 'Seven days to respond is long when the flour runs out on Friday.',
  'two-days.question': 'Does silence count as a yes then?',
  'two-days.answer': 'No. Four of us must still say that we can live with it.',
  'two-days.concern': 'In August half of us are away. Let us look at this again in spring.',
  'two-days.objection': 'From Friday to Sunday I am in the hills, without a net. Two days would pass me by.',
  'two-days.title-amended': 'Answer within four days',
  'two-days.text-amended': 'Seven days is long when the flour runs out. Four days leave room for a weekend in the hills.',
  'two-days.resolved': 'That resolves it.',

  'shelter.title': 'Bread for the night shelter',
  'shelter.text':
    'Thirty loaves every Tuesday and Friday. Two people load the van by half past six.\n\nThe flour comes from what the market brings in. In six weeks we look at whether it carries itself.',
  'shelter.concern': 'While the van is in the garage, somebody has to go by bicycle. I can live with that.',
  'shelter.objection': 'In January the market brings in nothing. Then the flour for the shelter comes out of our pay.',
  'shelter.text-pay':
    'Thirty loaves every Tuesday and Friday. Two people load the van by half past six.\n\nThe flour comes from what the market brings in, and never from our pay: when it brings in less, we bake less.',
  'shelter.resolved': 'That resolves it.',
  'shelter.objection-nights': 'Twice a week thirty loaves more are two more nights for me, and I have two already.',
  'shelter.text-friday':
    'Thirty loaves every Friday. Two people load the van by half past six. Whoever bakes for it has the next morning free.\n\nThe flour comes from what the market brings in, and never from our pay: when it brings in less, we bake less.',
  'shelter.objection-stands': 'It is still a third night. A free morning does not give it back to me.',
  'shelter.wish': 'Four weeks, and I take those nights. Then we count, and see who comes after me.',
  'shelter.concern-trial': 'With Bo at the oven I can live with it. I want to see who comes after him before it goes on.',
  'shelter.note': 'Ana and Bo take turns at it since last week, and I have slept.',

  'subject.neighbours': 'Neighbours',
  'subject.shop': 'Shop',
  'subject.roles': 'Roles',
  'flour.title': 'The flour order goes out on Mondays',
  'flour.text': 'Whoever closes on Monday orders the flour before six. Two sacks of wheat, and one of rye.',
  'flour.text-rye':
    'Whoever closes on Monday orders the flour before six. Two sacks of wheat, and two of rye: the dark one sells out every week.',
  'flour.text-card':
    'Whoever closes on Monday orders the flour before six, and hangs the card on the nail when it is done. Two sacks of wheat, and two of rye: the dark one sells out every week.',
  'keys.title': 'Dina and Emre hold the shop keys',
  'keys.text': 'One of them opens, the other one closes. The third key hangs behind the oven, for whoever stands outside.',
  'keys.note': 'On Thursday I stood outside for half an hour. The key behind the oven helps only those who are inside.',
  'roles.title': 'Facilitating and notes go round each month',
  'roles.text':
    'Each month one of us facilitates our evening and another one takes notes, in the order of our names. Whoever cannot swaps with the next. We try this for four months.',
  'roles.concern': 'In December everything is too much for me. I can live with it if swapping stays easy.',

  'name.title': 'Call us Bakery on the Corner',
  'name.text': 'Everybody in the street says it like that anyway. Then it can stand above the door like that, too.',
  'name.objection':
    'The sign painter has begun with ‘Corner Bakery’, and half of it is paid. Let us first ask him what it costs to begin anew.',

  'sundays.title': 'Open on Sundays, from eight to eleven',
  'sundays.text': 'Three hours every Sunday. Whoever opens has the Monday free. On Sundays the street smells of the other bakery.',
  'sundays.concern': 'Only if nobody has two Sundays in a row.',
  'sundays.objection': 'On Sundays I am alone with the children, and it would mostly be me behind the counter. I cannot do it.',
  'sundays.question': 'Would three hours pay for the heating?',
  'sundays.answer': 'In the other bakery they sell as much on a Sunday morning as on the whole of Monday.',

  'sundays.text-turns':
    'Three hours every Sunday, and nobody has two Sundays in a row. Whoever opens has the Monday free. On Sundays the street smells of the other bakery.',
  'sundays.objection-turns': 'Every second Sunday is still mine then. Nobody looks after the children while I stand there.',
  'sundays.text-month':
    'Three hours on the first Sunday of the month, and nobody has two in a row. Whoever opens has the Monday free. On Sundays the street smells of the other bakery.',
  'sundays.objection-month': 'Once a month I find somebody. But when nobody is found it is me again, and it says nothing of that.',
  'sundays.circle': 'Let us sit down, the three of us, and write it so that it is never Dina by default.',
  'sundays.help': 'Yes. On Sunday evening, in the back room.',

  'grain.title': 'Which grain do we try next?',
  'grain.text': 'The mill has all four. We buy two sacks of what you like best, and bake it for a month.',
  'grain.spelt': 'Spelt',
  'grain.emmer': 'Emmer',
  'grain.einkorn': 'Einkorn',
  'grain.buckwheat': 'Buckwheat',
  'oven-day.title': 'When do we clean the big oven?',
  'oven-day.text': 'It takes three of us, and an evening on which it is cold.',
  'oven-day.monday': 'Monday, from six on',
  'oven-day.wednesday': 'Wednesday, from eight on',
  'oven-day.sunday': 'Sunday, at ten',
  'market-money.title': 'What do we do with what the market brought in?',
  'market-money.text': 'Two hundred and ten euros since September. Each of us shares out six dots.',
  'market-money.crates': 'Crates with lids',
  'market-money.lamp': 'A lamp behind the oven',
  'market-money.supper': 'A supper for all of us',
  'talk-kept.title': 'Keep talk for half a year',
  'talk-kept.text':
    'In spring we look for what we said in autumn: what the mill asked for, and who had the ladder. After half a year it may go.',
  'market-kept.title': 'What is said about the market may go after four weeks',
  'market-kept.text': 'Who stands where on which Saturday nobody wants to know afterwards. The rest stays as long as it did.',
  'voices.title': 'One of us can speak for one other',
  'voices.text':
    'Whoever is on the road can give their voice to somebody for votes, for a time. By consent everybody goes on speaking for themselves.',

  'circle.shelter': 'Night shelter',
  'circle.shelter-hello': 'This is for the three of us who drive. What the people there tell us stays here.',
  'circle.shelter-ask': 'The kitchen asks for soft rolls: some of them have bad teeth. I put two dozen aside from Friday on.',
  'circle.shelter-thanks': 'They sang when we came. I did not know where to look.',
  'circle.books': 'Books',
  'circle.books-first': 'The bills of October are all there but one.',

  'five-days.reaction': 'My Sundays say thank you.',
  'five-days.title': 'Answer within five days',
  'five-days.text':
    'With four days, whoever works the whole weekend at the market has hardly an evening to read. With five, everybody has a free day in between.',
  'five-days.concern': 'I would not like it to become a week again, bit by bit.',
  'five-days.consent': 'Good. I missed one in spring because of exactly that.',
} satisfies Texts;
