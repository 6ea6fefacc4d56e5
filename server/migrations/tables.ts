// Generated from the database by `node scripts/schema.mjs`. Do not edit.
import type { ColumnType } from 'kysely';

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json = ColumnType<unknown, unknown, unknown>;

export interface Tables {
  accounts: {
    district_id: number;
    id: string;
    login: string;
    name: string;
    password_hash: string;
    phone_cipher: Buffer | null;
    /** HMAC of the phone: found by equality, never readable. */
    phone_index: Buffer | null;
    /** Last four digits, for finding a colleague. */
    phone_tail: string | null;
    email_cipher: Buffer | null;
    locale: Generated<string>;
    large_type: Generated<boolean>;
    failed_tries: Generated<number>;
    locked_until: Timestamp | null;
    disabled_at: Timestamp | null;
    last_seen_at: Timestamp | null;
    created_at: Timestamp;
  };
  addresses: {
    district_id: number;
    id: string;
    text: string;
    /** Search words written by the application (server/kernel/chinese-words.ts). */
    tokens: string;
    area_id: string;
    lon: number | null;
    lat: number | null;
    households: Generated<number>;
    /** Why the micro-grid differs from geometry (kinship and choice); null where geometry decides. */
    assigned_reason: string | null;
  };
  admissions: {
    district_id: number;
    id: string;
    category_code: string;
    admitted: boolean;
    /** Not admitted, and yet a report is taken: after it was said where the matter belongs. */
    accepted: boolean;
    /** What a person is told: where the matter belongs. Empty where it is admitted. */
    belongs_zh: string;
    belongs_en: string;
    unit_name: string;
    phone: string;
    decided_by: string;
    document_no: string;
    decided_on: string;
    valid_from: string;
    /** The last day, in Shanghai; null until another decision. */
    valid_to: string | null;
    recorded_at: Timestamp;
    recorded_by: string | null;
  };
  area_classes: {
    district_id: number;
    area_id: string;
    class: string;
    set_at: Timestamp;
    by_account: string | null;
  };
  area_levels: {
    district_id: number;
    level: number;
    zh: string;
    en: string;
    leaf: boolean;
  };
  area_versions: {
    district_id: number;
    id: string;
    area_id: string;
    valid_from: Timestamp;
    valid_to: Timestamp | null;
    name: string;
    parent_id: string | null;
    kind: string;
    households: number;
    /** GeoJSON MultiPolygon coordinates in CGCS2000/WGS-84 degrees, 6 decimals. */
    outline: Json | null;
    /** The coordinate system the outline came in: wgs84, cgcs2000, gcj02 or bd09. */
    source_system: string;
    by_account: string | null;
  };
  areas: {
    district_id: number;
    id: string;
    parent_id: string | null;
    level: number;
    code: string;
    name: string;
    kind: string;
    /** Codes from the root, each ended by a slash: 410103/410103001000/…/. A subtree is a prefix; cases and policies carry it. */
    path: string;
    households: Generated<number>;
    lon: number | null;
    lat: number | null;
    valid_from: Timestamp;
    /** Set when the area was dissolved; null while it is in force. */
    valid_to: Timestamp | null;
  };
  audit_log: {
    district_id: number;
    id: string;
    at: Timestamp;
    account_id: string | null;
    who: string;
    action: string;
    target: string | null;
    purpose: string | null;
    address: string | null;
    outcome: string;
    detail: string | null;
  };
  calendars: {
    district_id: number;
    version: number;
    made_at: Timestamp;
    by_account: string | null;
    origin: string;
    note: string;
    /** Patterns of working hours, each with the day from which it holds, and the holidays and swapped working days by year (contract/deadlines.ts). */
    document: Json;
  };
  case_contacts: {
    district_id: number;
    id: string;
    case_id: string;
    token_hash: Buffer;
    joined: boolean;
    anonymous: boolean;
    name_cipher: Buffer | null;
    phone_cipher: Buffer | null;
    phone_index: Buffer | null;
    locale: Generated<string>;
    created_at: Timestamp;
  };
  case_daily: {
    district_id: number;
    area_path: string;
    /** By what the sums are cut; all: not at all. */
    dim: string;
    /** Code, id or hour; empty where a case has none. */
    value: string;
    day: string;
    reported: Generated<number>;
    valid: Generated<number>;
    rejected: Generated<number>;
    merged: Generated<number>;
    self_handled: Generated<number>;
    found: Generated<number>;
    found_valid: Generated<number>;
    found_self_handled: Generated<number>;
    appeals: Generated<number>;
    responded: Generated<number>;
    response_pending: Generated<number>;
    appeals_rejected: Generated<number>;
    appeals_merged: Generated<number>;
    due: Generated<number>;
    on_time: Generated<number>;
    due_closed: Generated<number>;
    due_open_late: Generated<number>;
    due_suspended: Generated<number>;
    due_waiting: Generated<number>;
    due_rejected: Generated<number>;
    due_merged: Generated<number>;
    done: Generated<number>;
    done_void: Generated<number>;
    reworked: Generated<number>;
    contested: Generated<number>;
    answered: Generated<number>;
    solved: Generated<number>;
    unanswered: Generated<number>;
    rated: Generated<number>;
    satisfied: Generated<number>;
    unrated: Generated<number>;
    closed: Generated<number>;
    closed_first_time: Generated<number>;
    handle_minutes: Generated<number>;
    dispatched: Generated<number>;
    accurate: Generated<number>;
    returned: Generated<number>;
    redirected: Generated<number>;
    dispatch_undone: Generated<number>;
  };
  case_facts: {
    district_id: number;
    case_id: string;
    area_path: string;
    category_code: string | null;
    source: string;
    unit_id: string | null;
    reported_day: string;
    reported_hour: number;
    /** Was it taken up before its first clock ran out? Null while neither has happened. */
    response: string | null;
    /** Null while open. */
    ending: string | null;
    /** Why its clock stands still now. */
    hold: string | null;
    /** The day in China on which the total limit ends. */
    due_day: string | null;
    /** Done by the total limit, and neither sent back for rework nor contested (unless upheld) since. */
    on_time: boolean;
    /** The day it was first declared done (settle or handle), with the unit and role of whoever did so: the first closer. */
    done_day: string | null;
    done_unit: string | null;
    done_role: string | null;
    reworked: boolean;
    contested: boolean;
    rating: string | null;
    self_handled: boolean;
    first_time: boolean;
    closed_day: string | null;
    /** From the report to the last time it was done; 0 while not closed. */
    handle_minutes: number;
  };
  case_monthly: {
    district_id: number;
    area_path: string;
    /** As in case_daily. */
    dim: string;
    /** As in case_daily. */
    value: string;
    /** Its first day. */
    month: string;
    reported: Generated<number>;
    valid: Generated<number>;
    rejected: Generated<number>;
    merged: Generated<number>;
    self_handled: Generated<number>;
    found: Generated<number>;
    found_valid: Generated<number>;
    found_self_handled: Generated<number>;
    appeals: Generated<number>;
    responded: Generated<number>;
    response_pending: Generated<number>;
    appeals_rejected: Generated<number>;
    appeals_merged: Generated<number>;
    due: Generated<number>;
    on_time: Generated<number>;
    due_closed: Generated<number>;
    due_open_late: Generated<number>;
    due_suspended: Generated<number>;
    due_waiting: Generated<number>;
    due_rejected: Generated<number>;
    due_merged: Generated<number>;
    done: Generated<number>;
    done_void: Generated<number>;
    reworked: Generated<number>;
    contested: Generated<number>;
    answered: Generated<number>;
    solved: Generated<number>;
    unanswered: Generated<number>;
    rated: Generated<number>;
    satisfied: Generated<number>;
    unrated: Generated<number>;
    closed: Generated<number>;
    closed_first_time: Generated<number>;
    handle_minutes: Generated<number>;
    dispatched: Generated<number>;
    accurate: Generated<number>;
    returned: Generated<number>;
    redirected: Generated<number>;
    dispatch_undone: Generated<number>;
  };
  case_numbers: {
    district_id: number;
    day: string;
    n: number;
  };
  case_photos: {
    district_id: number;
    case_id: string;
    file_id: string;
    seq: number;
    kind: string;
    internal: Generated<boolean>;
  };
  case_requests: {
    district_id: number;
    id: string;
    case_id: string;
    kind: string;
    days: number;
    reason: string;
    asked_by: string;
    asked_account: string;
    asked_at: Timestamp;
    state: string;
    decided_by: string | null;
    decided_at: Timestamp | null;
    words: string | null;
    /** Both clocks before and after the decision: {dueBefore, dueAfter, totalBefore, totalAfter}. */
    effect: Json | null;
  };
  case_steps: {
    district_id: number;
    case_id: string;
    seq: number;
    id: string;
    at: Timestamp;
    done_at: Timestamp | null;
    move: string;
    state: string;
    actor_account: string | null;
    actor_post: string | null;
    actor_kind: string;
    actor_name: string;
    actor_title: string | null;
    note: string | null;
    internal: boolean;
    lon: number | null;
    lat: number | null;
    accuracy: number | null;
    /** [{id, kind, sha256}]: the hash of each picture is part of the step's hash. */
    photos: Generated<Json>;
    /** What the move carried: unit, area, target, until, rating, category, the owner post after it, the due time. */
    data: Generated<Json>;
    prev_hash: Buffer;
    /** SHA-256 over the previous hash and this step's canonical JSON (server/modules/cases/chain.ts). */
    hash: Buffer;
  };
  case_tasks: {
    district_id: number;
    id: string;
    case_id: string;
    kind: string;
    state: string;
    unit_id: string | null;
    post_id: string | null;
    team: string | null;
    words: string;
    given_at: Timestamp;
    /** The step that gave it. */
    given_seq: number;
    /** The post that gave it: it is told what was reported. */
    given_post: string | null;
    /** Where the case lay then: whose whistle it was, and who may read of it. */
    area_path: string;
    due_at: Timestamp | null;
    /** When its clock ran out before it was done; for report-in, before it was taken. */
    overdue_at: Timestamp | null;
    taken_at: Timestamp | null;
    done_at: Timestamp | null;
    answer: string | null;
    /** By the department, of the whistle: 1 to 5. Of units, never of people. */
    whistle_score: number | null;
    /** By the post that whistled, of the department's response: 1 to 5. Of units, never of people. */
    response_score: number | null;
  };
  cases: {
    district_id: number;
    id: string;
    no: string;
    /** Number of the last step; a screen that has seen another number is refused (case.moved-on). */
    seq: number;
    last_hash: Buffer;
    lifecycle: Generated<number>;
    title: string;
    body: string;
    /** Search words of title, body, address and number (server/kernel/chinese-words.ts), space-separated with one at each end. */
    tokens: string;
    state: string;
    /** State to return to from waiting, suspended, merged or undo. */
    origin_state: string | null;
    /** State of whoever handled it (onSite or handling): where rework leads. */
    handler_state: string | null;
    level: number | null;
    category_code: string | null;
    category_name: string | null;
    risk: Generated<string>;
    source: string;
    area_id: string;
    area_path: string;
    area_name: string;
    /** Level of the area whose post has the whistle. */
    whistle_level: number | null;
    address: string | null;
    address_id: string | null;
    lon: number | null;
    lat: number | null;
    accuracy: number | null;
    place_source: string | null;
    unit_id: string | null;
    owner_post_id: string | null;
    handled_by: string | null;
    closed_by: string | null;
    reported_by: string | null;
    reported_at: Timestamp;
    state_since: Timestamp;
    due_at: Timestamp | null;
    total_due_at: Timestamp | null;
    /** Rest of the state's clock while waiting or suspended. */
    clock_left_ms: number | null;
    overdue_since: Timestamp | null;
    handled_at: Timestamp | null;
    checked_at: Timestamp | null;
    closed_at: Timestamp | null;
    archived_at: Timestamp | null;
    first_closed_at: Timestamp | null;
    /** Has an owner and a clock: kind open or waiting. The check below is invariant I1 in the database. */
    open: boolean;
    me_too: Generated<number>;
    returns: Generated<number>;
    reopens: Generated<number>;
    reworks: Generated<number>;
    self_handled: Generated<boolean>;
    rating: string | null;
    merged_into: string | null;
    thumb_file_id: string | null;
    /** Filing condition of its class, where one was chosen. */
    condition_code: string | null;
    /** From when the running clock counts as near its end. */
    near_at: Timestamp | null;
    /** What due_at was counted from: {from, amount, unit}. Null where a date was given, and for cases older than the working calendar. */
    clock: Json | null;
    /** What total_due_at was counted from: {from, amount, unit}. */
    total_clock: Json | null;
    /** While the case waits: the rests of both clocks in their own units, {clock: {amount, unit}, total: {amount, unit}}. */
    held: Json | null;
    /** Version of the rule set that decided at filing; null where none was in force. */
    routing_version: number | null;
    /** The rule that decided; null with a version: the last rule. */
    routing_rule_id: string | null;
    /** Unit that the rule names: offered first when the case is dispatched. */
    suggested_unit_id: string | null;
    /** Total limit that the rule gave, {amount, unit}, in place of the catalogue's. */
    routed_limit: Json | null;
    /** The flow it began with and ends on; null: the common flow, whose states are the engine's own. */
    flow_code: string | null;
    /** The version of the flow it began with. */
    flow_version: number | null;
    /** Its state in the words of its flow; state is the engine's state that this counts as. */
    flow_state: string | null;
    /** As origin_state, in the words of the flow. */
    flow_origin: string | null;
    /** As handler_state, in the words of the flow. */
    flow_handler: string | null;
    /** Units and posts that were given a task in it: they may read it. */
    helpers: Generated<string[]>;
    /** Until when the unit may object to the present dispatch; null when it may not, or has. */
    object_until: Timestamp | null;
    objections: Generated<number>;
    /** Stages that ran late with those the case was sent to. */
    overdues: Generated<number>;
    /** What it crosses, as marked by the command room: district, department, level; or unclear, when nobody's duty is. */
    crossings: Generated<string[]>;
    /** Why a consultation is due by rule; empty once one is called. */
    consult_due: Generated<string[]>;
    /** The case that it is a part of. */
    parent_id: string | null;
    archive_kind: string | null;
  };
  catalogue_versions: {
    district_id: number;
    version: number;
    imported_at: Timestamp;
    by_account: string | null;
    origin: string;
  };
  categories: {
    district_id: number;
    id: string;
    version: number;
    code: string;
    parent_code: string | null;
    name: string;
    name_en: string;
    description: string;
    keywords: string[];
    examples: string[];
    limit_amount: number | null;
    limit_unit: string | null;
    /** Default unit by name: a unit renamed or dissolved never blocks a case, it only loses the suggestion. */
    unit_name: string | null;
    risk: string;
    level: number | null;
    /** May the micro-grid worker settle it on the spot? */
    self_handle: boolean;
    standard_ref: string | null;
  };
  category_standard_map: {
    district_id: number;
    category_code: string;
    standard: string;
    kind: string;
    code: string;
  };
  commands: {
    district_id: number;
    id: string;
    name: string;
    actor: string;
    /** SHA-256 of what was asked; the same id with another body is refused (command.reused). */
    body_hash: string;
    answer: Json | null;
    at: Timestamp;
  };
  consultations: {
    district_id: number;
    id: string;
    case_id: string;
    why: string;
    called_by: string;
    called_at: Timestamp;
    due_at: Timestamp;
    concluded_at: Timestamp | null;
    outcome: string | null;
    conclusion: string | null;
    minutes: string | null;
    lead_unit_id: string | null;
    helper_ids: Generated<string[]>;
  };
  dispatch_facts: {
    district_id: number;
    case_id: string;
    seq: number;
    area_path: string;
    category_code: string | null;
    source: string;
    unit_id: string | null;
    day: string;
    outcome: string;
  };
  districts: {
    /** Leading digits of the division code: 410103 a district, 330109107 a town. */
    id: number;
    name: string;
    full_name: string;
    division_code: string;
    lon: number;
    lat: number;
    hotline: string;
    /** Micro-grid code suffix length, base map, sampling share, retention: see contract/areas.ts District. */
    settings: Generated<Json>;
    created_at: Timestamp;
  };
  divisions: {
    code: string;
    parent_code: string | null;
    name: string;
    level: number;
  };
  exchange_cases: {
    district_id: number;
    peer_id: string;
    sender_no: string;
    case_id: string;
    /** SHA-256 of what was sent: the same number with another content is refused. */
    content_hash: Buffer;
    /** The tracking token, sealed: the peer follows the case as its reporter would. */
    token_cipher: Buffer;
    created_at: Timestamp;
  };
  exchange_nonces: {
    district_id: number;
    peer_id: string;
    nonce: string;
    at: Timestamp;
  };
  exchange_peers: {
    district_id: number;
    id: string;
    name: string;
    /** SHA-256 of the key: 192 random-looking bits and more, so no salt is needed. */
    key_hash: Buffer;
    /** Last four characters of the key, for telling keys apart. */
    key_hint: string;
    /** report: hand in requests; read-all: read its own unmasked; update: report progress. */
    may: string[];
    created_at: Timestamp;
    created_by: string | null;
    /** From then on the key is refused; the row stays, because requests name their peer. */
    ended_at: Timestamp | null;
    /** The peer files and reads only in this subtree; null for the whole district. */
    area_id: string | null;
    /** What its cases are counted as: another platform or the hotline. */
    source: Generated<string>;
  };
  exchange_requests: {
    district_id: number;
    id: string;
    peer_id: string;
    service_code: string;
    received_at: Timestamp;
    /** SHA-256 of the peer with its Idempotency-Key, or with all fields: the same again is answered with the same request. */
    resend_hash: Buffer;
    /** SHA-256 of all fields: one Idempotency-Key with other fields is refused. */
    fields_hash: Buffer;
    /** The sender's words, shown to the public with numbers masked; the case's body has the answers too. */
    description: string;
    address: string | null;
    media_url: string | null;
    /** [{code, question, answer}] of the service's attributes as they were asked then. */
    answers: Json;
    /** The report, sealed, until it is filed: it may hold name and phone. */
    payload: Buffer | null;
    /** Number of the case once it is filed; service_request_id of Open311. */
    no: string | null;
    /** Code of the refusal when it could not be filed after all; listed for the administrator. */
    refused: string | null;
  };
  exchange_services: {
    district_id: number;
    /** Code in the catalogue in force; a row whose class is gone is left aside. */
    code: string;
    mode: string;
    /** Questions of the service, see Attribute in contract/open311.ts. */
    attributes: Json;
    changed_at: Timestamp;
    changed_by: string | null;
  };
  figure_counts: {
    district_id: number;
    counted_at: Timestamp;
  };
  files: {
    district_id: number;
    id: string;
    /** Of the re-encoded picture; part of the hashed step, so a swapped picture is found. */
    sha256: Buffer;
    mime: string;
    bytes: number;
    width: number;
    height: number;
    taken_at: Timestamp | null;
    created_at: Timestamp;
    uploader: string;
  };
  filing_conditions: {
    district_id: number;
    id: string;
    version: number;
    category_code: string;
    code: string;
    zh: string;
    en: string;
    /** Closing condition, in words. */
    closing: string;
  };
  flow_versions: {
    district_id: number;
    /** The common flow, gezhi, comes with the program and has no row. */
    code: string;
    version: number;
    /** Counts the saves of a draft: who edits an older one is refused. */
    revision: Generated<number>;
    /** As json, not jsonb: the order of states and actions is the author's and is kept. */
    document: Json;
    /** What changed and why, written when it was published; empty while it is a draft. */
    note: string;
    changed_at: Timestamp;
    changed_by: string | null;
    published_at: Timestamp | null;
    published_by: string | null;
  };
  flows: {
    district_id: number;
    code: string;
    /** Null once the flow is retired: running cases end on it, new ones do not take it. */
    in_force: number | null;
    changed_at: Timestamp;
    changed_by: string | null;
  };
  leaves: {
    district_id: number;
    id: string;
    account_id: string;
    from_at: Timestamp;
    to_at: Timestamp;
    reason: string;
    /** When it was called off: to_at is then the end it really had (one millisecond after from_at when it had not begun). */
    called_off_at: Timestamp | null;
  };
  limit_rules: {
    district_id: number;
    id: string;
    version: number;
    category_code: string;
    condition_code: string | null;
    area_class: string | null;
    amount: number;
    unit: string;
  };
  limit_versions: {
    district_id: number;
    version: number;
    made_at: Timestamp;
    by_account: string | null;
  };
  live_events: {
    id: Generated<number>;
    district: number;
    at: Timestamp;
    case_id: string;
    area_path: string;
    unit_id: string | null;
    payload: Json;
    /** The transaction that wrote the row. Whoever has read all below the oldest running transaction has missed nothing. */
    xid: Generated<string>;
    helpers: Generated<string[]>;
  };
  logins: {
    login: string;
    home_district: number;
    account_id: string;
  };
  map_lines: {
    district_id: number;
    id: string;
    kind: string;
    name: string;
    width: number;
    line: Json;
  };
  matter_versions: {
    district_id: number;
    kind: string;
    version: number;
    /** What changed and why, written when it was published; empty while it is a draft. */
    note: string;
    /** How the draft began: our own standard list, an import, an edit. */
    origin: string;
    created_at: Timestamp;
    created_by: string | null;
    published_at: Timestamp | null;
    published_by: string | null;
  };
  matters: {
    district_id: number;
    kind: string;
    version: number;
    /** Stays the same from version to version: differences are told by it. */
    code: string;
    /** Whose duty it is, in the list of duties only. */
    level: string | null;
    class_name: string;
    name: string;
    unit_kind: string;
    /** By name: a unit renamed or dissolved never blocks a list, it only loses the link. */
    unit_name: string;
    law: string;
    /** Empty where only the law is named. */
    article: string;
    limit_amount: number | null;
    limit_unit: string | null;
    closing: string;
    /** Points in the order in which they are looked at. */
    checklist: string[];
    /** Classes of our catalogue under which a case of this item is filed. */
    category_codes: string[];
    /** Its version is in force or was: from then on the row cannot be written. Here too, for a policy may read no other table. */
    published: Generated<boolean>;
  };
  meeting_follow_ups: {
    district_id: number;
    line_id: string;
    seq: number;
    at: Timestamp;
    by_account: string | null;
    kind: string;
    note: string;
    /** Kind due: the new day. */
    due_on: string | null;
  };
  meeting_lines: {
    district_id: number;
    id: string;
    meeting_id: string;
    area_path: string;
    n: number;
    matter: string;
    /** Who is to do it, in the minutes' words; empty where the post says it. */
    responsible: string;
    /** The post that is to do it: its holders are reminded on the day after it is due. */
    post_id: string | null;
    due_on: string | null;
    state: string;
    /** The case that the line became: from then on the case says how it stands. */
    case_id: string | null;
    changed_at: Timestamp;
  };
  meetings: {
    district_id: number;
    id: string;
    area_id: string;
    /** Of the area when it was written down: decides who may read it. */
    area_path: string;
    title: string;
    held_on: string;
    /** The minutes as they were typed or pasted. */
    body: string;
    by_account: string | null;
    created_at: Timestamp;
  };
  messages: {
    district_id: number;
    id: string;
    channel: string;
    account_id: string | null;
    contact_id: string | null;
    template: string;
    /** Values for the template; no phone, no name of a resident. */
    params: Json;
    case_id: string | null;
    area_path: string;
    state: string;
    attempts: Generated<number>;
    next_at: Timestamp | null;
    last_error: string | null;
    created_at: Timestamp;
    sent_at: Timestamp | null;
    read_at: Timestamp | null;
  };
  migrations: {
    /** File name. */
    name: string;
    /** SHA-256 of the file as applied. */
    hash: string;
    /** When. */
    applied_at: Generated<Timestamp>;
  };
  outbox_readers: {
    /** webhooks and figures. */
    name: string;
    /** Everything of transactions below is done. Rows at or above it are not deleted by the sweep. */
    xid: string;
  };
  phone_codes: {
    district_id: number;
    id: string;
    phone_index: Buffer;
    code_hash: Buffer;
    created_at: Timestamp;
    expires_at: Timestamp;
    tries: Generated<number>;
    used_at: Timestamp | null;
  };
  post_holders: {
    district_id: number;
    id: string;
    post_id: string;
    account_id: string;
    kind: string;
    from_at: Timestamp;
    to_at: Timestamp | null;
  };
  posts: {
    district_id: number;
    id: string;
    role: string;
    title: string;
    area_id: string | null;
    unit_id: string | null;
    /** Phone of the post as on the public notice board. */
    phone: string | null;
    created_at: Timestamp;
    ended_at: Timestamp | null;
  };
  quick_notes: {
    district_id: number;
    id: string;
    account_id: string;
    /** Sealed (AES-256-GCM): a note in a hurry may name people. */
    body_cipher: Buffer;
    noted_at: Timestamp;
    /** By the phone's clock: of two versions of a note the later one stays. */
    changed_at: Timestamp;
    lon: number | null;
    lat: number | null;
    /** The case that the note became. */
    case_id: string | null;
  };
  replans: {
    district_id: number;
    id: string;
    made_at: Timestamp;
    reason: string;
    by_account: string | null;
    /** The last case that was looked at; the run goes on behind it after a crash. */
    cursor_id: string | null;
    looked: Generated<number>;
    moved: Generated<number>;
    finished_at: Timestamp | null;
  };
  routing_alarms: {
    district_id: number;
    id: string;
    version: number;
    /** Null: the last rule. */
    rule_id: string | null;
    rule_name: string;
    reason: string;
    /** Id or code of the unit, flow, area or class that is no longer there. */
    subject: string;
    day: string;
    /** The case that met it last; null where the set was found broken without one. */
    case_id: string | null;
    times: number;
    first_at: Timestamp;
    last_at: Timestamp;
    settled_at: Timestamp | null;
    settled_by: string | null;
  };
  routing_drafts: {
    district_id: number;
    /** Counts the savings: who saves on an older one is refused. */
    revision: number;
    /** Version in force when the draft was begun; 0 = none. */
    based_on: number;
    rules: Json;
    changed_at: Timestamp;
    by_account: string | null;
  };
  routing_sets: {
    district_id: number;
    version: number;
    /** {rules, last} as contract/routing.ts has it; order is precedence, the last rule takes what no other takes. */
    rules: Json;
    note: string;
    published_at: Timestamp;
    by_account: string | null;
  };
  saved_filters: {
    district_id: number;
    id: string;
    account_id: string;
    name: string;
    query: Json;
    created_at: Timestamp;
  };
  sessions: {
    district_id: number;
    id: string;
    account_id: string;
    secret_hash: Buffer;
    created_at: Timestamp;
    expires_at: Timestamp;
    last_seen_at: Timestamp;
    address: string | null;
    agent: string | null;
  };
  standard_codes: {
    district_id: number;
    standard: string;
    kind: string;
    /** Two digits of the major class and two (2013) or three (2026) of the minor. */
    code: string;
    major_name: string;
    name: string;
    /** Of this place, not of the standard: minor 080 to 999, given out downwards. */
    extension: boolean;
    added_at: Timestamp;
  };
  units: {
    district_id: number;
    id: string;
    name: string;
    kind: string;
    phone: string | null;
    ended_at: Timestamp | null;
  };
  webhook_deliveries: {
    district_id: number;
    id: string;
    webhook_id: string;
    case_id: string;
    case_no: string;
    seq: number;
    move: string;
    /** The body as it is sent, byte for byte the same in each try: ids, codes and states, no words of a resident. */
    payload: string;
    state: string;
    attempts: Generated<number>;
    /** When it may be tried next, while waiting. */
    next_at: Timestamp;
    last_status: number | null;
    last_error: string | null;
    /** The first characters of what the other side answered last. */
    last_answer: string | null;
    created_at: Timestamp;
    sent_at: Timestamp | null;
  };
  webhooks: {
    district_id: number;
    id: string;
    name: string;
    url: string;
    /** The signing secret (whsec_…), sealed. Shown once, when the webhook is added. */
    secret_cipher: Buffer;
    /** Only cases in this subtree; null for the whole district. */
    area_id: string | null;
    /** Only these moves; empty for all. */
    moves: Generated<string[]>;
    /** Only these classes of the catalogue, a major class with all of its own; empty for all. */
    categories: Generated<string[]>;
    created_at: Timestamp;
    created_by: string | null;
    /** Since then nothing is sent; what happens is kept and sent after it is resumed. */
    paused_at: Timestamp | null;
    paused_why: string | null;
    /** Tries in a row that failed; a success sets it back. */
    failures: Generated<number>;
    failing_since: Timestamp | null;
    /** After a failure nothing at all is sent to this address for a while, so that a dead one costs one try a minute. */
    hold_until: Timestamp | null;
    succeeded_at: Timestamp | null;
    /** Deleted: sends nothing more; the row stays while its deliveries are shown. */
    ended_at: Timestamp | null;
  };
}
