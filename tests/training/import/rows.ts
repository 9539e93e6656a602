/** A small made-up source of every kind, and what is to be made of it. */
import type { Files } from './imported.ts'

export type Row = {
  readonly kind: string
  readonly files: Files
  readonly examples: readonly string[]
  /** What remarks say, in part. */
  readonly remarks?: readonly string[]
  readonly responses?: Readonly<Record<string, readonly unknown[]>>
  readonly forms?: Readonly<Record<string, readonly string[]>>
  readonly rules?: readonly string[]
  readonly synonyms?: readonly string[]
  readonly lookups?: readonly string[]
  readonly regexes?: readonly string[]
}

export const rows: readonly Row[] = [
  {
    kind: 'dialogflow-es',
    files: {
      'agent.json': {
        language: 'en',
        customClassifierMode: 'use.after',
        webhook: { available: true, url: 'https://hook.test' },
      },
      'intents/book table.json': {
        name: 'book table',
        contexts: [],
        fallbackIntent: false,
        webhookUsed: true,
        events: [{ name: 'BOOK' }],
        responses: [
          {
            action: 'book.table',
            affectedContexts: [],
            parameters: [
              {
                name: 'dish',
                dataType: '@dish',
                required: true,
                prompts: [{ lang: 'en', value: 'Which dish?' }],
              },
            ],
            messages: [
              { type: 0, lang: 'en', speech: ['$dish it is.', 'Fine.'] },
              { type: 1, title: 'card' },
            ],
          },
        ],
      },
      'intents/book table_usersays_en.json': [
        {
          data: [{ text: 'a table for ' }, { text: ' soup ', meta: '@dish', alias: 'dish' }],
          isTemplate: false,
        },
        {
          data: [{ text: 'a table for ' }, { text: ' soup ', meta: '@dish', alias: 'dish' }],
          isTemplate: false,
        },
        { data: [{ text: '@dish:dish please' }], isTemplate: true },
      ],
      'intents/book table_usersays_zh-CN.json': [
        { data: [{ text: '订一份' }, { text: '汤', meta: '@dish', alias: 'starter' }] },
      ],
      'intents/lost.json': {
        name: 'lost',
        contexts: [],
        fallbackIntent: true,
        responses: [{ messages: [{ type: 0, speech: 'Pardon?' }] }],
      },
      'entities/dish.json': { name: 'dish', isEnum: false, automatedExpansion: false },
      'entities/dish_entries_en.json': [
        { value: 'soup', synonyms: ['soup', 'broth'] },
        { value: '@a @b', synonyms: [] },
      ],
    },
    examples: [
      'en book_table: a table for  [soup](dish)',
      'zh book_table: 订一份[汤](dish.starter)',
    ],
    responses: {
      utter_book_table: ['{dish} it is.', 'Fine.'],
      utter_ask_book_table_form_dish: ['Which dish?'],
      utter_default: ['Pardon?'],
    },
    forms: { book_table_form: ['dish'] },
    rules: ['book_table: ask', 'book_table: answer'],
    synonyms: ['broth=soup'],
    lookups: ['dish: soup, broth'],
    remarks: [
      'https://hook.test',
      'template "@dish:dish please"',
      'a message of type 1',
      'event BOOK',
      'action book.table',
      'its webhook',
      'entry @a @b',
      'intent book table It is named book_table',
    ],
  },
  {
    kind: 'dialogflow-cx',
    files: {
      'agent/agent.json': { defaultLanguageCode: 'en', startFlow: 'Start' },
      'agent/entityTypes/size/size.json': { displayName: 'size', kind: 'KIND_MAP' },
      'agent/entityTypes/size/entities/en.json': {
        entities: [{ value: 'large', synonyms: ['big'] }],
      },
      'agent/entityTypes/size/excludedPhrases/en.json': { excludedPhrases: [{ value: 'huge' }] },
      'agent/entityTypes/code/code.json': { displayName: 'code', kind: 'KIND_REGEXP' },
      'agent/entityTypes/code/entities/en.json': { entities: [{ value: '[A-Z]{3}' }] },
      'agent/intents/order/order.json': {
        displayName: 'order',
        parameters: [
          { id: 'size', entityType: '@size' },
          { id: 'when', entityType: '@sys.date' },
        ],
      },
      'agent/intents/order/trainingPhrases/en.json': {
        trainingPhrases: [
          {
            parts: [
              { text: 'a ' },
              { text: 'big', parameterId: 'size' },
              { text: ' one ' },
              { text: 'today', parameterId: 'when' },
            ],
            repeatCount: 1,
            languageCode: 'en',
          },
        ],
      },
      'agent/intents/No/No.json': { displayName: 'No', isFallback: true },
      'agent/intents/No/trainingPhrases/en.json': {
        trainingPhrases: [{ parts: [{ text: 'the weather' }], languageCode: 'en' }],
      },
      'agent/flows/Start/Start.json': {
        displayName: 'Start',
        transitionRoutes: [
          {
            intent: 'order',
            targetPage: 'Details',
            triggerFulfillment: {
              messages: [{ text: { text: ['A $session.params.size one.'] }, languageCode: 'en' }],
            },
          },
          { condition: '$x = 1', targetPage: 'Details' },
        ],
        eventHandlers: [
          {
            event: 'sys.no-match-default',
            triggerFulfillment: { messages: [{ text: { text: ['Say again?'] } }] },
          },
          { event: 'sys.no-input-default' },
        ],
      },
      'agent/flows/Start/pages/Details.json': {
        displayName: 'Details',
        form: {
          parameters: [
            {
              displayName: 'size',
              required: true,
              entityType: '@size',
              fillBehavior: {
                initialPromptFulfillment: { messages: [{ text: { text: ['Which size?'] } }] },
              },
            },
          ],
        },
      },
      'agent/flows/Start/pages/Lost.json': { displayName: 'Lost' },
      'agent/generators/G/G.json': { displayName: 'G' },
    },
    examples: [
      'en out_of_scope: the weather',
      'en order: a [big](size) one [today](sys.date.when)',
    ],
    responses: {
      utter_order: ['A {size} one.'],
      utter_ask_order_form_size: ['Which size?'],
      utter_default: ['Say again?'],
    },
    forms: { order_form: ['size'] },
    lookups: ['size: large, big'],
    regexes: ['code: [A-Z]{3}'],
    synonyms: ['big=large'],
    remarks: [
      'excluded phrase huge',
      'route if $x = 1',
      'event sys.no-input-default',
      'page Lost',
      'generator G',
    ],
  },
  {
    kind: 'luis',
    files: {
      'a.json': {
        luis_schema_version: '7.0.0',
        culture: 'en-us',
        intents: [{ name: 'Fly' }, { name: 'None' }],
        entities: [{ name: 'From', children: [{ name: 'City' }] }],
        closedLists: [{ name: 'City', subLists: [{ canonicalForm: 'Oslo', list: ['OSL'] }] }],
        regex_entities: [{ name: 'flight', regexPattern: 'LH\\d+' }],
        prebuiltEntities: [{ name: 'number' }],
        phraselists: [{ name: 'likes', words: 'a,b' }],
        patterns: [
          { pattern: '(fly|go) to {City} [please]', intent: 'Fly' },
          { pattern: 'see {Nothing}', intent: 'Fly' },
          { pattern: 'a ( b', intent: 'Fly' },
        ],
        utterances: [
          {
            text: 'fly from oslo',
            intent: 'Fly',
            entities: [
              {
                entity: 'From',
                startPos: 4,
                endPos: 12,
                children: [{ entity: 'City', startPos: 9, endPos: 12 }],
              },
            ],
          },
          { text: 'hm', intent: 'None', entities: [] },
          { text: 'short', intent: 'Fly', entities: [{ entity: 'City', startPos: 3, endPos: 50 }] },
        ],
      },
    },
    examples: [
      'en Fly: fly from [oslo](City.From)',
      'en out_of_scope: hm',
      'en Fly: short',
      'en Fly: fly to [Oslo](City) please',
      'en Fly: fly to [OSL](City) please',
      'en Fly: go to [Oslo](City) please',
      'en Fly: go to [OSL](City) please',
      'en Fly: fly to [Oslo](City)',
      'en Fly: fly to [OSL](City)',
      'en Fly: go to [Oslo](City)',
      'en Fly: go to [OSL](City)',
    ],
    lookups: ['City: Oslo, OSL'],
    regexes: ['flight: LH\\d+'],
    synonyms: ['OSL=Oslo'],
    remarks: [
      'prebuilt entity number',
      'phraselists likes',
      'No value of Nothing',
      'brackets do not match',
      'not within the text',
      'intent None It is named out_of_scope',
    ],
  },
  {
    kind: 'clu',
    files: {
      'project.json': {
        projectFileVersion: '2022-10-01-preview',
        stringIndexType: 'UnicodeCodePoint',
        metadata: { projectKind: 'Conversation', language: 'en-us' },
        assets: {
          intents: [{ category: 'Pay' }],
          entities: [
            {
              category: 'way',
              list: {
                sublists: [{ listKey: 'card', synonyms: [{ language: 'en', values: ['visa'] }] }],
              },
            },
            { category: 'when', prebuilts: [{ category: 'DateTime' }] },
          ],
          utterances: [
            {
              text: '😀 pay by visa',
              language: 'en-us',
              intent: 'Pay',
              entities: [{ category: 'way', offset: 9, length: 4 }],
            },
            { text: '用卡付', language: 'zh-hans', intent: 'Pay', entities: [] },
          ],
        },
      },
    },
    examples: ['en Pay: 😀 pay by [visa](way)', 'zh Pay: 用卡付'],
    lookups: ['way: card, visa'],
    synonyms: ['visa=card'],
    remarks: ['prebuilt DateTime'],
  },
  {
    kind: 'lu',
    files: {
      'a.lu': `> !# @app.culture = en-us
> a comment
# Ask
- where is {@place=the shop}
-move {@thing={@room=hall} lamp}
- where is {place} [now]
- broken {@place=here
- [other](./b.lu)
@ ml place
@ list color =
\t- red :
\t\t- crimson
\t\t- ruby
@ prebuilt number hasRoles size
@ phraselist words(interchangeable) =
\t- likes, loves
@ regex code = /[0-9]+/
$old:simple
$tint:blue=
- azure
`,
      'b.qna': '# ? How big is it?\n- what size is it\n```markdown\nTwo metres.\n```\n',
    },
    examples: [
      'en Ask: where is [the shop](place)',
      'en Ask: move [hall](room.thing) lamp',
      'en qna_How_big_is_it: How big is it?',
      'en qna_How_big_is_it: what size is it',
      'en Ask: where is [the shop](place) now',
    ],
    responses: { utter_qna_How_big_is_it: ['Two metres.'] },
    rules: ['qna How big is it?'],
    lookups: ['color: red, crimson, ruby', 'tint: blue, azure'],
    regexes: ['code: [0-9]+'],
    synonyms: ['crimson=red', 'ruby=red', 'azure=blue'],
    remarks: [
      'prebuilt entity number',
      'phrase list words',
      'likes, loves',
      'reference ./b.lu',
      'brackets do not match',
      'entity thing It is made of others',
    ],
  },
  {
    kind: 'botpress',
    files: {
      'intents/fly.json': {
        name: 'fly',
        utterances: { en: ['fly to [Rome](to)', 'go to $to'], zh: ['飞到[罗马](to)'] },
        slots: [{ name: 'to', entities: ['city'] }],
      },
      'entities/city.json': {
        name: 'city',
        type: 'list',
        occurrences: [{ name: 'Rome', synonyms: ['Roma'] }],
      },
      'qna/hours.json': {
        id: 'hours',
        data: {
          enabled: true,
          questions: { en: ['when are you open'] },
          answers: { en: ['From nine.'] },
          redirectFlow: 'main',
        },
      },
      'flows/main.json': { startNode: 'entry', nodes: [] },
    },
    examples: [
      'en fly: fly to [Rome](city.to)',
      'en fly: go to [Rome](city.to)',
      'en fly: go to [Roma](city.to)',
      'zh fly: 飞到[罗马](city.to)',
      'en hours: when are you open',
    ],
    responses: { utter_hours: ['From nine.'] },
    lookups: ['city: Rome, Roma'],
    synonyms: ['Roma=Rome'],
    remarks: ['flow main.json', 'redirect to main'],
  },
  {
    kind: 'nlp-js',
    files: {
      'corpus.json': {
        name: 'c',
        locale: 'en-US',
        entities: {
          hero: { options: { bruce: ['Bruce', 'the bat'] } },
          code: {
            regex: ['/\\d{4}/gi', '/a(?=b)/'],
            trim: [{ position: 'after', words: ['code'] }],
          },
        },
        data: [
          {
            intent: 'see',
            utterances: ['I saw @hero', 'mail me at a@b.test'],
            answers: ['Where is {{ hero }}?', { answer: 'Oh.', opts: 'x > 1' }],
            slotFilling: { hero: 'who?' },
          },
        ],
      },
    },
    examples: [
      'en see: I saw [bruce](hero)',
      'en see: I saw [Bruce](hero)',
      'en see: I saw [the bat](hero)',
      'en see: mail me at a@b.test',
    ],
    responses: { utter_see: ['Where is {hero}?', 'Oh.'] },
    rules: ['see'],
    lookups: ['hero: bruce, Bruce, the bat'],
    regexes: ['code: \\d{4}'],
    remarks: ['its trim rules', 'a(?=b) cannot be used', 'the condition x > 1', 'slot hero'],
  },
  {
    kind: 'watson',
    files: {
      'skill.json': {
        language: 'en',
        intents: [
          {
            intent: 'hours',
            examples: [
              { text: 'when open' },
              { text: 'open on monday', mentions: [{ entity: 'day', location: [8, 14] }] },
              { text: 'open @day' },
            ],
          },
        ],
        entities: [
          {
            entity: 'day',
            values: [
              { type: 'synonyms', value: 'monday', synonyms: ['mon'] },
              { type: 'patterns', value: 'iso', patterns: ['\\d{4}-\\d\\d'] },
            ],
          },
          { entity: 'sys-number', values: [] },
        ],
        counterexamples: [{ text: 'sing a song' }],
        dialog_nodes: [
          {
            dialog_node: 'n1',
            conditions: '#hours',
            output: { text: { values: ['From nine, $name.'] } },
            context: { x: 1 },
          },
          { dialog_node: 'f', type: 'folder' },
          {
            dialog_node: 'n2',
            parent: 'f',
            conditions: '#hours && @day:monday',
            output: { text: 'Closed.<br/><b>Sorry</b> <input type="submit" value="OK" />' },
          },
          { dialog_node: 'n6', conditions: '$x == 1', output: { text: 'One.' } },
          {
            dialog_node: 'n7',
            type: 'response_condition',
            parent: 'n1',
            conditions: '@day:(new year)',
            output: { text: 'Fireworks.' },
          },
          { dialog_node: 'n3', parent: 'n1', conditions: 'true', output: { text: 'More?' } },
          {
            dialog_node: 'n4',
            conditions: 'anything_else',
            output: { generic: [{ response_type: 'text', values: [{ text: 'Pardon?' }] }] },
          },
          {
            dialog_node: 'n5',
            conditions: 'welcome',
            output: {
              generic: [
                {
                  response_type: 'option',
                  title: 'Hi',
                  options: [{ label: 'Hours', value: { input: { text: 'when open' } } }],
                },
                { response_type: 'pause' },
              ],
            },
          },
        ],
      },
    },
    examples: [
      'en hours: when open',
      'en hours: open on [monday](day)',
      'en hours: open [monday](day)',
      'en hours: open [mon](day)',
      'en out_of_scope: sing a song',
    ],
    responses: {
      utter_hours: ['From nine, {name}.'],
      utter_hours_day_monday: ['Closed.\n**Sorry**'],
      utter_hours_day_new_year: ['Fireworks.'],
      utter_default: ['Pardon?'],
      utter_greet: ['Hi'],
    },
    rules: ['hours', 'hours_day_monday', 'hours_day_new year', 'greet'],
    lookups: ['day: monday, mon'],
    regexes: ['day: \\d{4}-\\d\\d'],
    remarks: [
      'node n6',
      'node n3',
      'context x',
      'system entity sys-number',
      'response of type pause',
      'gives the words that match',
    ],
  },
  {
    kind: 'lex',
    files: {
      'bot.json': {
        metadata: { importType: 'LEX' },
        resource: {
          locale: 'en-US',
          slotTypes: [
            { name: 'Plan', enumerationValues: [{ value: 'basic', synonyms: ['small'] }] },
          ],
          intents: [
            {
              name: 'Buy',
              sampleUtterances: ['buy the {plan} plan', 'buy in {where}', 'take {odd}'],
              fulfillmentActivity: { type: 'CodeHook' },
              confirmationPrompt: {},
              conclusionStatement: {
                messages: [{ contentType: 'PlainText', content: 'Bought {plan}.' }],
              },
              slots: [
                {
                  name: 'where',
                  slotType: 'AMAZON.Country',
                  slotConstraint: 'Required',
                  priority: 2,
                  valueElicitationPrompt: {
                    messages: [{ contentType: 'PlainText', content: 'In which country?' }],
                  },
                },
                {
                  name: 'plan',
                  slotType: 'Plan',
                  slotConstraint: 'Required',
                  priority: 1,
                  valueElicitationPrompt: {
                    messages: [{ contentType: 'PlainText', content: 'Which plan?' }],
                  },
                },
                { name: 'odd', slotType: 'Odd', slotConstraint: 'Optional' },
              ],
            },
          ],
        },
      },
    },
    examples: [
      'en Buy: buy the [basic](Plan.plan) plan',
      'en Buy: buy the [small](Plan.plan) plan',
      'en Buy: buy in [Brazil](where)',
      'en Buy: buy in [Kenya](where)',
      'en Buy: buy in [Norway](where)',
    ],
    responses: {
      utter_ask_Buy_form_plan: ['Which plan?'],
      utter_ask_Buy_form_where: ['In which country?'],
      utter_Buy: ['Bought {plan}.'],
    },
    forms: { Buy_form: ['plan', 'where'] },
    lookups: ['Plan: basic, small'],
    remarks: ['built-in type AMAZON.Country', 'Lambda', 'confirmation', 'No value of odd'],
  },
  {
    kind: 'snips',
    files: {
      'd.json': {
        language: 'en',
        entities: {
          'snips/number': {},
          drink: {
            data: [{ value: 'tea', synonyms: ['cuppa'] }],
            automatically_extensible: false,
            matching_strictness: 0.8,
          },
        },
        intents: {
          Make: {
            utterances: [
              {
                data: [
                  { text: 'make ' },
                  { text: 'two', entity: 'snips/number', slot_name: 'cups' },
                  { text: ' cups of ' },
                  { text: 'tea', entity: 'drink', slot_name: 'drink' },
                ],
              },
            ],
          },
        },
      },
      'e.yaml':
        'type: intent\nname: Turn\nslots:\n- name: place\n  entity: room\nutterances:\n- light the [place](hall)\n- light the [where:room](loft)\n---\ntype: entity\nname: room\nvalues:\n- [hall, lobby]\n',
    },
    examples: [
      'en Make: make [two](snips_number.cups) cups of [tea](drink)',
      'en Turn: light the [hall](room.place)',
      'en Turn: light the [loft](room.where)',
    ],
    lookups: ['drink: tea, cuppa', 'room: hall, lobby'],
    synonyms: ['cuppa=tea', 'lobby=hall'],
    remarks: ['built-in entity snips/number', 'matching_strictness', 'Only listed values'],
  },
  {
    kind: 'chatito',
    files: {
      'a.chatito':
        "import ./sub/b.chatito\n// a comment\n%[ask]('training': '20', 'testing': '5')\n    ~[hi?] ~[find] @[food]\n\n~[find]\n    find\n    show\n\n@[food]\n    ~[soup]\n    rice\n\n~[soup]('synonym': 'true')\n    soup\n    broth\nlost line\n",
      'sub/b.chatito': '~[hi]\n    hello\n',
    },
    examples: [
      'find soup',
      'find broth',
      'find rice',
      'show soup',
      'show broth',
      'show rice',
      'hello find soup',
      'hello find broth',
      'hello find rice',
      'hello show soup',
      'hello show broth',
      'hello show rice',
    ].map((text) => {
      const [, before, word] = /^(.*) (\w+)$/.exec(text)!
      return `en ask: ${before} [${word}](food${word === 'broth' ? '=soup' : ''})`
    }),
    synonyms: ['broth=soup'],
    remarks: ['lost line', '5 sentences for testing'],
  },
  {
    kind: 'wit',
    files: {
      'expressions.json': {
        data: [
          {
            text: 'fly from Oslo',
            entities: [
              { entity: 'location', role: 'from', value: '"Oslo"', start: 9, end: 13 },
              { entity: 'intent', value: '"fly"', start: 0, end: 13 },
            ],
          },
          { text: 'no idea', entities: [] },
        ],
      },
      'utterances/utterances-1.json': {
        utterances: [
          {
            text: '😀 fly to Rome',
            intent: 'fly',
            entities: [
              { entity: 'wit$location:to', start: 9, end: 13, body: 'Rome', entities: [] },
            ],
            traits: [{ trait: 'mood', value: 'glad' }],
          },
        ],
      },
      'entities/meal.json': {
        name: 'meal',
        roles: ['meal'],
        lookups: ['keywords'],
        keywords: [{ keyword: 'lunch', synonyms: ['dinner'] }],
      },
    },
    examples: ['en fly: fly from [Oslo](location.from)', 'en fly: 😀 fly to [Rome](location.to)'],
    lookups: ['meal: lunch, dinner'],
    remarks: ['It names no intent', 'trait mood'],
  },
  {
    kind: 'rasa',
    files: {
      'data/nlu.json': {
        rasa_nlu_data: {
          common_examples: [
            {
              text: '😀 in Oslo',
              intent: 'faq/where',
              entities: [{ start: 5, end: 9, value: 'oslo', entity: 'city' }],
            },
            {
              text: 'in Rome now',
              intent: 'faq/where',
              entities: [{ start: 4, end: 8, value: 'Rome', entity: 'city' }],
            },
            { text: 'nothing', entities: [] },
            {
              text: 'in new york city',
              intent: 'faq/where',
              entities: [{ start: 3, end: 16, value: 'new york', entity: 'city' }],
            },
          ],
          entity_synonyms: [{ value: 'oslo', synonyms: ['Christiania'] }],
          regex_features: [{ name: 'code', pattern: '\\d+' }],
          lookup_tables: [
            { name: 'city', elements: 'data/cities.txt' },
            { name: 'lake', elements: 'gone.txt' },
          ],
        },
      },
      'data/cities.txt': 'Oslo\nRome\n',
      'data/nlu.md':
        '## intent:greet\n- hello [Ada](name)\n* hi [x](name:Xenia)\n\n## synonym:tea\n- cuppa\n\n## lookup:drink\n- tea\n',
      'stories.md':
        '## one\n* greet{"name": "Ada"} OR faq\n    - utter_hi\n    - slot{"name": "Ada"}\n    - action_look\n> later\n\n## two\n> later\n* greet\n    - form{"name": null}\n    - export\n',
      'domain.yml':
        'intents: [greet, faq]\nentities: [name]\nslots:\n  name: {type: text}\ntemplates:\n  utter_hi:\n  - "Hi {name}"\nactions: [utter_hi, bot.Look]\n',
      'tests/test_a.yml': 'stories: []\n',
    },
    examples: [
      'en faq/where: 😀 in [Oslo](city=oslo)',
      'en faq/where: in [Rome](city) now',
      'en faq/where: in [new york city](city=new york)',
      'en greet: hello [Ada](name)',
      'en greet: hi [x](name=Xenia)',
    ],
    responses: { utter_hi: ['Hi {name}'] },
    lookups: ['city: Oslo, Rome', 'drink: tea'],
    regexes: ['code: \\d+'],
    synonyms: ['Christiania=oslo', 'cuppa=tea'],
    remarks: [
      'gone.txt',
      'It names no intent',
      'offsets 4–8 were wrong; 3–7',
      'action action_look',
      '- export',
      'templates is read as responses',
    ],
  },
  {
    kind: 'csv',
    files: {
      'a.csv':
        'text,intent,language,answer,note\n"hello, you",greet,en,Hi!,x\n你好,greet,zh-CN,你好！,\nI am [Ada](name),greet,en,,\n,greet,en,,\n',
      'b.tsv': 'how are you\tmood\n',
    },
    examples: [
      'en greet: hello, you',
      'zh greet: 你好',
      'en greet: I am [Ada](name)',
      'en mood: how are you',
    ],
    responses: { utter_greet: ['Hi!', '你好！'] },
    rules: ['greet'],
    remarks: ['column note', 'row 5', 'names no columns'],
  },
]
