"""All tables of the model, as text: to build them as objects took SQLAlchemy a tenth of a small first seed.

Revision ID: 0001
Revises:
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# {text} is TEXT, on PostgreSQL in the order of bytes; {double} eight bytes; {clustered} WITHOUT ROWID on SQLite
TABLES = """\
CREATE TABLE datasets (
    id {text} NOT NULL,
    title {text} NOT NULL,
    publisher {text} NOT NULL,
    licence {text} NOT NULL,
    summary {text},
    origin {text} NOT NULL,
    retrieved DATE,
    CONSTRAINT pk_datasets PRIMARY KEY (id),
    CONSTRAINT ck_datasets_origin CHECK (origin IN ('curated', 'feed'))
);

CREATE TABLE kbase_meta (
    key {text} NOT NULL,
    value {text} NOT NULL,
    CONSTRAINT pk_kbase_meta PRIMARY KEY (key)
);

CREATE TABLE vocabulary (
    list {text} NOT NULL,
    word {text} NOT NULL,
    meaning {text} NOT NULL,
    CONSTRAINT pk_vocabulary PRIMARY KEY (list, word)
);

CREATE TABLE claims (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    CONSTRAINT pk_claims PRIMARY KEY (id),
    CONSTRAINT ck_claims_kind CHECK (kind IN ('name', 'attribute', 'membership', 'position', 'group_relation', 'organization_relation', 'person_relation', 'participation', 'operation_participant', 'figure', 'location', 'designation', 'legal_case', 'statement_subject', 'identifier')),
    CONSTRAINT fk_claims_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT uq_claims_id_kind UNIQUE (id, kind)
);

CREATE TABLE disputes (
    id {text} NOT NULL,
    dataset_id {text} NOT NULL,
    question {text} NOT NULL,
    resolution {text} NOT NULL,
    reason {text} NOT NULL,
    CONSTRAINT pk_disputes PRIMARY KEY (id),
    CONSTRAINT fk_disputes_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE entities (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    name {text} NOT NULL,
    folded {text} NOT NULL,
    CONSTRAINT pk_entities PRIMARY KEY (id),
    CONSTRAINT ck_entities_type CHECK (type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place', 'source')),
    CONSTRAINT fk_entities_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT uq_entities_id_type UNIQUE (id, type)
);

CREATE TABLE removed (
    id {text} NOT NULL,
    dataset_id {text} NOT NULL,
    day {text} NOT NULL,
    ground {text} NOT NULL,
    CONSTRAINT pk_removed PRIMARY KEY (id),
    CONSTRAINT fk_removed_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE revisions (
    id INTEGER NOT NULL,
    dataset_id {text} NOT NULL,
    seeded_at {text} NOT NULL,
    content_hash {text} NOT NULL,
    kbase_version {text} NOT NULL,
    commit_id {text},
    committed_at {text},
    inserted INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    CONSTRAINT pk_revisions PRIMARY KEY (id),
    CONSTRAINT fk_revisions_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE attributes (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    property {text} NOT NULL,
    value {text},
    value_id {text},
    value_type {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_attributes PRIMARY KEY (id),
    CONSTRAINT ck_attributes_kind CHECK (kind = 'attribute'),
    CONSTRAINT ck_attributes_entity_type CHECK (entity_type IN ('group', 'person', 'organization', 'event', 'operation', 'place')),
    CONSTRAINT ck_attributes_value_type CHECK (value_type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place', 'source')),
    CONSTRAINT ck_attributes_value_whole CHECK ((value_id IS NULL) = (value_type IS NULL)),
    CONSTRAINT ck_attributes_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_attributes_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_attributes_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_attributes_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_attributes_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_attributes_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_attributes_entity_id FOREIGN KEY(entity_id, entity_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_attributes_value_id FOREIGN KEY(value_id, value_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_attributes_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_attributes_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE changes (
    revision_id INTEGER NOT NULL,
    table_name {text} NOT NULL,
    row_id {text} NOT NULL,
    action {text} NOT NULL,
    was {text},
    became {text},
    CONSTRAINT pk_changes PRIMARY KEY (revision_id, table_name, row_id),
    CONSTRAINT ck_changes_action CHECK (action IN ('inserted', 'changed', 'removed')),
    CONSTRAINT fk_changes_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) DEFERRABLE INITIALLY IMMEDIATE
){clustered};

CREATE TABLE decisions (
    id {text} NOT NULL,
    dataset_id {text} NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    other {text} NOT NULL,
    verdict {text} NOT NULL,
    reason {text} NOT NULL,
    decided_on {text},
    decided_on_earliest DATE,
    decided_on_latest DATE,
    decided_by {text} NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (id),
    CONSTRAINT ck_decisions_entity_type CHECK (entity_type IN ('person', 'group', 'organization')),
    CONSTRAINT fk_decisions_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_decisions_entity_id FOREIGN KEY(entity_id, entity_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE groups (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    name {text} NOT NULL,
    kind {text} NOT NULL,
    summary {text},
    reason {text},
    founded {text},
    founded_earliest DATE,
    founded_latest DATE,
    dissolved {text},
    dissolved_earliest DATE,
    dissolved_latest DATE,
    CONSTRAINT pk_groups PRIMARY KEY (id),
    CONSTRAINT ck_groups_type CHECK (type = 'group'),
    CONSTRAINT fk_groups_id FOREIGN KEY(id, type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_groups_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE identifiers (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    scheme {text} NOT NULL,
    value {text} NOT NULL,
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_identifiers PRIMARY KEY (id),
    CONSTRAINT ck_identifiers_kind CHECK (kind = 'identifier'),
    CONSTRAINT ck_identifiers_entity_type CHECK (entity_type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place', 'source')),
    CONSTRAINT ck_identifiers_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_identifiers_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_identifiers_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_identifiers_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_identifiers_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_identifiers_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_identifiers_entity_id FOREIGN KEY(entity_id, entity_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_identifiers_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_identifiers_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE legal_cases (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    stage {text} NOT NULL,
    matter {text} NOT NULL,
    court {text},
    sentence {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_legal_cases PRIMARY KEY (id),
    CONSTRAINT ck_legal_cases_kind CHECK (kind = 'legal_case'),
    CONSTRAINT ck_legal_cases_entity_type CHECK (entity_type IN ('person', 'group')),
    CONSTRAINT ck_legal_cases_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_legal_cases_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_legal_cases_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_legal_cases_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_legal_cases_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_legal_cases_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_legal_cases_entity_id FOREIGN KEY(entity_id, entity_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_legal_cases_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_legal_cases_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE names (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    name_kind {text} NOT NULL,
    text {text} NOT NULL,
    lang {text},
    script {text},
    quality {text},
    folded {text} NOT NULL,
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_names PRIMARY KEY (id),
    CONSTRAINT ck_names_kind CHECK (kind = 'name'),
    CONSTRAINT ck_names_entity_type CHECK (entity_type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place', 'source')),
    CONSTRAINT ck_names_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_names_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_names_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_names_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_names_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_names_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_names_entity_id FOREIGN KEY(entity_id, entity_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_names_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_names_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE operations (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    name {text} NOT NULL,
    kind {text} NOT NULL,
    summary {text},
    reason {text},
    started {text},
    started_earliest DATE,
    started_latest DATE,
    ended {text},
    ended_earliest DATE,
    ended_latest DATE,
    predecessor_id {text},
    CONSTRAINT pk_operations PRIMARY KEY (id),
    CONSTRAINT ck_operations_type CHECK (type = 'operation'),
    CONSTRAINT fk_operations_id FOREIGN KEY(id, type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_operations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_operations_predecessor_id FOREIGN KEY(predecessor_id) REFERENCES operations (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE places (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    name {text} NOT NULL,
    kind {text} NOT NULL,
    summary {text},
    iso3166_1 {text},
    parent_id {text},
    lat {double},
    lon {double},
    precision {text},
    CONSTRAINT pk_places PRIMARY KEY (id),
    CONSTRAINT ck_places_type CHECK (type = 'place'),
    CONSTRAINT ck_places_point CHECK ((lat IS NULL) = (lon IS NULL)),
    CONSTRAINT ck_places_lat_range CHECK (lat BETWEEN -90 AND 90),
    CONSTRAINT ck_places_lon_range CHECK (lon BETWEEN -180 AND 180),
    CONSTRAINT fk_places_id FOREIGN KEY(id, type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_places_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_places_parent_id FOREIGN KEY(parent_id) REFERENCES places (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE sources (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    title {text} NOT NULL,
    kind {text} NOT NULL,
    publisher {text} NOT NULL,
    published_by_id {text},
    published_by_type {text},
    author {text},
    url {text},
    archive_url {text},
    published {text},
    published_earliest DATE,
    published_latest DATE,
    accessed {text},
    accessed_earliest DATE,
    accessed_latest DATE,
    lang {text},
    note {text},
    not_modelled {text},
    CONSTRAINT pk_sources PRIMARY KEY (id),
    CONSTRAINT ck_sources_type CHECK (type = 'source'),
    CONSTRAINT ck_sources_published_by_type CHECK (published_by_type IN ('person', 'group', 'organization')),
    CONSTRAINT ck_sources_published_by_whole CHECK ((published_by_id IS NULL) = (published_by_type IS NULL)),
    CONSTRAINT fk_sources_id FOREIGN KEY(id, type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_sources_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_sources_published_by_id FOREIGN KEY(published_by_id, published_by_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE events (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    name {text} NOT NULL,
    kind {text} NOT NULL,
    summary {text},
    reason {text},
    date {text},
    start_earliest DATE,
    start_latest DATE,
    end_earliest DATE,
    end_latest DATE,
    year INTEGER,
    place_id {text},
    operation_id {text},
    part_of_id {text},
    CONSTRAINT pk_events PRIMARY KEY (id),
    CONSTRAINT ck_events_type CHECK (type = 'event'),
    CONSTRAINT fk_events_id FOREIGN KEY(id, type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_events_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_events_place_id FOREIGN KEY(place_id) REFERENCES places (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_events_operation_id FOREIGN KEY(operation_id) REFERENCES operations (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_events_part_of_id FOREIGN KEY(part_of_id) REFERENCES events (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE figures (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    subject_id {text} NOT NULL,
    subject_type {text} NOT NULL,
    metric {text} NOT NULL,
    low INTEGER,
    best INTEGER,
    high INTEGER,
    bound {text},
    category {text} NOT NULL,
    side {text} NOT NULL,
    place_id {text},
    estimator_id {text},
    estimator_type {text},
    period {text},
    as_of {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_figures PRIMARY KEY (id),
    CONSTRAINT ck_figures_kind CHECK (kind = 'figure'),
    CONSTRAINT ck_figures_subject_type CHECK (subject_type IN ('group', 'person', 'organization', 'event', 'operation')),
    CONSTRAINT ck_figures_estimator_type CHECK (estimator_type IN ('person', 'group', 'organization')),
    CONSTRAINT ck_figures_estimator_whole CHECK ((estimator_id IS NULL) = (estimator_type IS NULL)),
    CONSTRAINT ck_figures_order CHECK ((low IS NULL OR best IS NULL OR low <= best) AND (best IS NULL OR high IS NULL OR best <= high) AND (low IS NULL OR high IS NULL OR low <= high)),
    CONSTRAINT ck_figures_number CHECK (low IS NOT NULL OR best IS NOT NULL OR high IS NOT NULL),
    CONSTRAINT ck_figures_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_figures_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_figures_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_figures_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_figures_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_figures_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_figures_subject_id FOREIGN KEY(subject_id, subject_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_figures_place_id FOREIGN KEY(place_id) REFERENCES places (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_figures_estimator_id FOREIGN KEY(estimator_id, estimator_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_figures_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_figures_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE locations (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    relation {text} NOT NULL,
    place_id {text} NOT NULL,
    detail {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_locations PRIMARY KEY (id),
    CONSTRAINT ck_locations_kind CHECK (kind = 'location'),
    CONSTRAINT ck_locations_entity_type CHECK (entity_type IN ('group', 'person', 'organization', 'event', 'operation')),
    CONSTRAINT ck_locations_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_locations_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_locations_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_locations_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_locations_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_locations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_locations_entity_id FOREIGN KEY(entity_id, entity_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_locations_place_id FOREIGN KEY(place_id) REFERENCES places (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_locations_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_locations_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE operation_participants (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    operation_id {text} NOT NULL,
    role {text} NOT NULL,
    participant_id {text} NOT NULL,
    participant_type {text} NOT NULL,
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_operation_participants PRIMARY KEY (id),
    CONSTRAINT ck_operation_participants_kind CHECK (kind = 'operation_participant'),
    CONSTRAINT ck_operation_participants_participant_type CHECK (participant_type IN ('person', 'group', 'organization')),
    CONSTRAINT ck_operation_participants_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_operation_participants_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_operation_participants_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_operation_participants_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_operation_participants_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_operation_participants_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_operation_participants_operation_id FOREIGN KEY(operation_id) REFERENCES operations (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_operation_participants_participant_id FOREIGN KEY(participant_id, participant_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_operation_participants_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_operation_participants_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE organizations (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    name {text} NOT NULL,
    kind {text} NOT NULL,
    summary {text},
    reason {text},
    country_id {text},
    founded {text},
    founded_earliest DATE,
    founded_latest DATE,
    dissolved {text},
    dissolved_earliest DATE,
    dissolved_latest DATE,
    CONSTRAINT pk_organizations PRIMARY KEY (id),
    CONSTRAINT ck_organizations_type CHECK (type = 'organization'),
    CONSTRAINT fk_organizations_id FOREIGN KEY(id, type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_organizations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_organizations_country_id FOREIGN KEY(country_id) REFERENCES places (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE people (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    name {text} NOT NULL,
    summary {text},
    reason {text},
    gender {text},
    born {text},
    born_earliest DATE,
    born_latest DATE,
    died {text},
    died_earliest DATE,
    died_latest DATE,
    birth_place_id {text},
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT ck_people_type CHECK (type = 'person'),
    CONSTRAINT fk_people_id FOREIGN KEY(id, type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_people_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_people_birth_place_id FOREIGN KEY(birth_place_id) REFERENCES places (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE designations (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    authority_id {text} NOT NULL,
    list {text} NOT NULL,
    reference {text},
    listed_on {text},
    delisted_on {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_designations PRIMARY KEY (id),
    CONSTRAINT ck_designations_kind CHECK (kind = 'designation'),
    CONSTRAINT ck_designations_entity_type CHECK (entity_type IN ('person', 'group', 'organization')),
    CONSTRAINT ck_designations_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_designations_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_designations_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_designations_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_designations_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_designations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_designations_entity_id FOREIGN KEY(entity_id, entity_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_designations_authority_id FOREIGN KEY(authority_id) REFERENCES organizations (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_designations_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_designations_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE group_relations (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    group_id {text} NOT NULL,
    relation {text} NOT NULL,
    object_id {text} NOT NULL,
    object_type {text} NOT NULL,
    actor_id {text},
    actor_type {text},
    in_name_of_id {text},
    extent {text},
    continues BOOLEAN,
    pledge_id {text},
    event_id {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_group_relations PRIMARY KEY (id),
    CONSTRAINT ck_group_relations_kind CHECK (kind = 'group_relation'),
    CONSTRAINT ck_group_relations_object_type CHECK (object_type IN ('person', 'group', 'organization')),
    CONSTRAINT ck_group_relations_actor_type CHECK (actor_type IN ('person', 'group')),
    CONSTRAINT ck_group_relations_actor_whole CHECK ((actor_id IS NULL) = (actor_type IS NULL)),
    CONSTRAINT ck_group_relations_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_group_relations_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_group_relations_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_group_relations_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_group_relations_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_group_id FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_object_id FOREIGN KEY(object_id, object_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_actor_id FOREIGN KEY(actor_id, actor_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_in_name_of_id FOREIGN KEY(in_name_of_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_pledge_id FOREIGN KEY(pledge_id) REFERENCES group_relations (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_event_id FOREIGN KEY(event_id) REFERENCES events (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_group_relations_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE memberships (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    person_id {text} NOT NULL,
    group_id {text} NOT NULL,
    role {text} NOT NULL,
    title {text},
    how_ended {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_memberships PRIMARY KEY (id),
    CONSTRAINT ck_memberships_kind CHECK (kind = 'membership'),
    CONSTRAINT ck_memberships_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_memberships_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_memberships_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_memberships_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_memberships_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_memberships_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_memberships_person_id FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_memberships_group_id FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_memberships_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_memberships_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE organization_relations (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    organization_id {text} NOT NULL,
    relation {text} NOT NULL,
    object_id {text} NOT NULL,
    object_type {text} NOT NULL,
    reason {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_organization_relations PRIMARY KEY (id),
    CONSTRAINT ck_organization_relations_kind CHECK (kind = 'organization_relation'),
    CONSTRAINT ck_organization_relations_object_type CHECK (object_type IN ('organization', 'group')),
    CONSTRAINT ck_organization_relations_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_organization_relations_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_organization_relations_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_organization_relations_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_organization_relations_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_organization_relations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_organization_relations_organization_id FOREIGN KEY(organization_id) REFERENCES organizations (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_organization_relations_object_id FOREIGN KEY(object_id, object_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_organization_relations_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_organization_relations_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE participations (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    event_id {text} NOT NULL,
    role {text} NOT NULL,
    participant_id {text} NOT NULL,
    participant_type {text} NOT NULL,
    attribution {text} NOT NULL,
    detail {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_participations PRIMARY KEY (id),
    CONSTRAINT ck_participations_kind CHECK (kind = 'participation'),
    CONSTRAINT ck_participations_participant_type CHECK (participant_type IN ('person', 'group', 'organization')),
    CONSTRAINT ck_participations_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_participations_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_participations_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_participations_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_participations_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_participations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_participations_event_id FOREIGN KEY(event_id) REFERENCES events (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_participations_participant_id FOREIGN KEY(participant_id, participant_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_participations_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_participations_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE person_relations (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    person_id {text} NOT NULL,
    relation {text} NOT NULL,
    object_id {text} NOT NULL,
    detail {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_person_relations PRIMARY KEY (id),
    CONSTRAINT ck_person_relations_kind CHECK (kind = 'person_relation'),
    CONSTRAINT ck_person_relations_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_person_relations_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_person_relations_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_person_relations_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_person_relations_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_person_relations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_person_relations_person_id FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_person_relations_object_id FOREIGN KEY(object_id) REFERENCES people (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_person_relations_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_person_relations_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE positions (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    person_id {text} NOT NULL,
    organization_id {text} NOT NULL,
    title {text} NOT NULL,
    how_ended {text},
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_positions PRIMARY KEY (id),
    CONSTRAINT ck_positions_kind CHECK (kind = 'position'),
    CONSTRAINT ck_positions_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_positions_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_positions_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_positions_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_positions_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_positions_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_positions_person_id FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_positions_organization_id FOREIGN KEY(organization_id) REFERENCES organizations (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_positions_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_positions_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE statements (
    id {text} NOT NULL,
    type {text} NOT NULL,
    dataset_id {text} NOT NULL,
    name {text} NOT NULL,
    summary {text} NOT NULL,
    speaker_id {text} NOT NULL,
    speaker_type {text} NOT NULL,
    on_behalf_of_id {text},
    on_behalf_of_type {text},
    made_on {text},
    made_on_earliest DATE,
    made_on_latest DATE,
    medium {text} NOT NULL,
    given_at_id {text},
    quote {text},
    lang {text},
    authenticity {text} NOT NULL,
    CONSTRAINT pk_statements PRIMARY KEY (id),
    CONSTRAINT ck_statements_type CHECK (type = 'statement'),
    CONSTRAINT ck_statements_speaker_type CHECK (speaker_type IN ('person', 'group', 'organization')),
    CONSTRAINT ck_statements_on_behalf_of_type CHECK (on_behalf_of_type IN ('group', 'organization')),
    CONSTRAINT ck_statements_on_behalf_of_whole CHECK ((on_behalf_of_id IS NULL) = (on_behalf_of_type IS NULL)),
    CONSTRAINT fk_statements_id FOREIGN KEY(id, type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statements_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statements_speaker_id FOREIGN KEY(speaker_id, speaker_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statements_on_behalf_of_id FOREIGN KEY(on_behalf_of_id, on_behalf_of_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statements_given_at_id FOREIGN KEY(given_at_id) REFERENCES events (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE citations (
    id {text} NOT NULL,
    dataset_id {text} NOT NULL,
    claim_id {text},
    entity_id {text},
    source_id {text} NOT NULL,
    locator {text},
    position INTEGER NOT NULL,
    quote {text},
    stance {text} NOT NULL,
    asserted_by_id {text},
    asserted_by_type {text},
    statement_id {text},
    CONSTRAINT pk_citations PRIMARY KEY (id),
    CONSTRAINT ck_citations_asserted_by_type CHECK (asserted_by_type IN ('person', 'group', 'organization')),
    CONSTRAINT ck_citations_asserted_by_whole CHECK ((asserted_by_id IS NULL) = (asserted_by_type IS NULL)),
    CONSTRAINT ck_citations_one_object CHECK ((claim_id IS NULL) <> (entity_id IS NULL)),
    CONSTRAINT ck_citations_stance CHECK (stance IN ('supports', 'contradicts', 'mentions')),
    CONSTRAINT fk_citations_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_citations_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_citations_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_citations_source_id FOREIGN KEY(source_id) REFERENCES sources (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_citations_asserted_by_id FOREIGN KEY(asserted_by_id, asserted_by_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_citations_statement_id FOREIGN KEY(statement_id) REFERENCES statements (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE statement_subjects (
    id {text} NOT NULL,
    kind {text} NOT NULL,
    dataset_id {text} NOT NULL,
    statement_id {text} NOT NULL,
    about_id {text} NOT NULL,
    about_type {text} NOT NULL,
    status {text} NOT NULL,
    confidence {text} NOT NULL,
    dispute_id {text},
    supersedes_id {text},
    note {text},
    start_date {text},
    end_date {text},
    last_seen {text},
    start_earliest DATE NOT NULL,
    start_latest DATE NOT NULL,
    end_earliest DATE NOT NULL,
    end_latest DATE NOT NULL,
    start_flag {text},
    end_flag {text},
    end_state {text} NOT NULL,
    CONSTRAINT pk_statement_subjects PRIMARY KEY (id),
    CONSTRAINT ck_statement_subjects_kind CHECK (kind = 'statement_subject'),
    CONSTRAINT ck_statement_subjects_about_type CHECK (about_type IN ('group', 'person', 'organization', 'event', 'operation', 'place')),
    CONSTRAINT ck_statement_subjects_status CHECK (status IN ('accepted', 'contested', 'rejected', 'retracted')),
    CONSTRAINT ck_statement_subjects_confidence CHECK (confidence IN ('stated', 'inferred')),
    CONSTRAINT ck_statement_subjects_end_state CHECK (end_state IN ('ended', 'ongoing', 'unknown')),
    CONSTRAINT ck_statement_subjects_bounds CHECK (start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest),
    CONSTRAINT fk_statement_subjects_id FOREIGN KEY(id, kind) REFERENCES claims (id, kind) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statement_subjects_dataset_id FOREIGN KEY(dataset_id) REFERENCES datasets (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statement_subjects_statement_id FOREIGN KEY(statement_id) REFERENCES statements (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statement_subjects_about_id FOREIGN KEY(about_id, about_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statement_subjects_dispute_id FOREIGN KEY(dispute_id) REFERENCES disputes (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_statement_subjects_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES claims (id) DEFERRABLE INITIALLY IMMEDIATE
)
"""

INDEXES = """\
CREATE INDEX ix_entities_folded ON entities (folded);
CREATE INDEX ix_entities_type_id ON entities (type, id);
CREATE INDEX ix_attributes_id_kind ON attributes (id, kind);
CREATE INDEX ix_attributes_entity_id_entity_type ON attributes (entity_id, entity_type);
CREATE INDEX ix_attributes_value_id_value_type ON attributes (value_id, value_type);
CREATE INDEX ix_attributes_dispute_id ON attributes (dispute_id);
CREATE INDEX ix_attributes_supersedes_id ON attributes (supersedes_id);
CREATE INDEX ix_decisions_entity_id_entity_type ON decisions (entity_id, entity_type);
CREATE INDEX ix_groups_id_type ON groups (id, type);
CREATE INDEX ix_identifiers_id_kind ON identifiers (id, kind);
CREATE INDEX ix_identifiers_entity_id_entity_type ON identifiers (entity_id, entity_type);
CREATE INDEX ix_identifiers_dispute_id ON identifiers (dispute_id);
CREATE INDEX ix_identifiers_supersedes_id ON identifiers (supersedes_id);
CREATE INDEX ix_legal_cases_id_kind ON legal_cases (id, kind);
CREATE INDEX ix_legal_cases_entity_id_entity_type ON legal_cases (entity_id, entity_type);
CREATE INDEX ix_legal_cases_dispute_id ON legal_cases (dispute_id);
CREATE INDEX ix_legal_cases_supersedes_id ON legal_cases (supersedes_id);
CREATE INDEX ix_names_folded ON names (folded);
CREATE INDEX ix_names_id_kind ON names (id, kind);
CREATE INDEX ix_names_entity_id_entity_type ON names (entity_id, entity_type);
CREATE INDEX ix_names_dispute_id ON names (dispute_id);
CREATE INDEX ix_names_supersedes_id ON names (supersedes_id);
CREATE INDEX ix_operations_id_type ON operations (id, type);
CREATE INDEX ix_operations_predecessor_id ON operations (predecessor_id);
CREATE INDEX ix_places_id_type ON places (id, type);
CREATE INDEX ix_places_parent_id ON places (parent_id);
CREATE INDEX ix_sources_id_type ON sources (id, type);
CREATE INDEX ix_sources_published_by_id_published_by_type ON sources (published_by_id, published_by_type);
CREATE INDEX ix_events_start_earliest_id ON events (start_earliest, id);
CREATE INDEX ix_events_id_type ON events (id, type);
CREATE INDEX ix_events_place_id ON events (place_id);
CREATE INDEX ix_events_operation_id ON events (operation_id);
CREATE INDEX ix_events_part_of_id ON events (part_of_id);
CREATE INDEX ix_figures_id_kind ON figures (id, kind);
CREATE INDEX ix_figures_subject_id_subject_type ON figures (subject_id, subject_type);
CREATE INDEX ix_figures_place_id ON figures (place_id);
CREATE INDEX ix_figures_estimator_id_estimator_type ON figures (estimator_id, estimator_type);
CREATE INDEX ix_figures_dispute_id ON figures (dispute_id);
CREATE INDEX ix_figures_supersedes_id ON figures (supersedes_id);
CREATE INDEX ix_locations_id_kind ON locations (id, kind);
CREATE INDEX ix_locations_entity_id_entity_type ON locations (entity_id, entity_type);
CREATE INDEX ix_locations_place_id ON locations (place_id);
CREATE INDEX ix_locations_dispute_id ON locations (dispute_id);
CREATE INDEX ix_locations_supersedes_id ON locations (supersedes_id);
CREATE INDEX ix_operation_participants_id_kind ON operation_participants (id, kind);
CREATE INDEX ix_operation_participants_operation_id ON operation_participants (operation_id);
CREATE INDEX ix_operation_participants_participant_id_participant_type ON operation_participants (participant_id, participant_type);
CREATE INDEX ix_operation_participants_dispute_id ON operation_participants (dispute_id);
CREATE INDEX ix_operation_participants_supersedes_id ON operation_participants (supersedes_id);
CREATE INDEX ix_organizations_id_type ON organizations (id, type);
CREATE INDEX ix_organizations_country_id ON organizations (country_id);
CREATE INDEX ix_people_id_type ON people (id, type);
CREATE INDEX ix_people_birth_place_id ON people (birth_place_id);
CREATE INDEX ix_designations_id_kind ON designations (id, kind);
CREATE INDEX ix_designations_entity_id_entity_type ON designations (entity_id, entity_type);
CREATE INDEX ix_designations_authority_id ON designations (authority_id);
CREATE INDEX ix_designations_dispute_id ON designations (dispute_id);
CREATE INDEX ix_designations_supersedes_id ON designations (supersedes_id);
CREATE INDEX ix_group_relations_id_kind ON group_relations (id, kind);
CREATE INDEX ix_group_relations_group_id ON group_relations (group_id);
CREATE INDEX ix_group_relations_object_id_object_type ON group_relations (object_id, object_type);
CREATE INDEX ix_group_relations_actor_id_actor_type ON group_relations (actor_id, actor_type);
CREATE INDEX ix_group_relations_in_name_of_id ON group_relations (in_name_of_id);
CREATE INDEX ix_group_relations_pledge_id ON group_relations (pledge_id);
CREATE INDEX ix_group_relations_event_id ON group_relations (event_id);
CREATE INDEX ix_group_relations_dispute_id ON group_relations (dispute_id);
CREATE INDEX ix_group_relations_supersedes_id ON group_relations (supersedes_id);
CREATE INDEX ix_memberships_id_kind ON memberships (id, kind);
CREATE INDEX ix_memberships_person_id ON memberships (person_id);
CREATE INDEX ix_memberships_group_id ON memberships (group_id);
CREATE INDEX ix_memberships_dispute_id ON memberships (dispute_id);
CREATE INDEX ix_memberships_supersedes_id ON memberships (supersedes_id);
CREATE INDEX ix_organization_relations_id_kind ON organization_relations (id, kind);
CREATE INDEX ix_organization_relations_organization_id ON organization_relations (organization_id);
CREATE INDEX ix_organization_relations_object_id_object_type ON organization_relations (object_id, object_type);
CREATE INDEX ix_organization_relations_dispute_id ON organization_relations (dispute_id);
CREATE INDEX ix_organization_relations_supersedes_id ON organization_relations (supersedes_id);
CREATE INDEX ix_participations_id_kind ON participations (id, kind);
CREATE INDEX ix_participations_event_id ON participations (event_id);
CREATE INDEX ix_participations_participant_id_participant_type ON participations (participant_id, participant_type);
CREATE INDEX ix_participations_dispute_id ON participations (dispute_id);
CREATE INDEX ix_participations_supersedes_id ON participations (supersedes_id);
CREATE INDEX ix_person_relations_id_kind ON person_relations (id, kind);
CREATE INDEX ix_person_relations_person_id ON person_relations (person_id);
CREATE INDEX ix_person_relations_object_id ON person_relations (object_id);
CREATE INDEX ix_person_relations_dispute_id ON person_relations (dispute_id);
CREATE INDEX ix_person_relations_supersedes_id ON person_relations (supersedes_id);
CREATE INDEX ix_positions_id_kind ON positions (id, kind);
CREATE INDEX ix_positions_person_id ON positions (person_id);
CREATE INDEX ix_positions_organization_id ON positions (organization_id);
CREATE INDEX ix_positions_dispute_id ON positions (dispute_id);
CREATE INDEX ix_positions_supersedes_id ON positions (supersedes_id);
CREATE INDEX ix_statements_id_type ON statements (id, type);
CREATE INDEX ix_statements_speaker_id_speaker_type ON statements (speaker_id, speaker_type);
CREATE INDEX ix_statements_on_behalf_of_id_on_behalf_of_type ON statements (on_behalf_of_id, on_behalf_of_type);
CREATE INDEX ix_statements_given_at_id ON statements (given_at_id);
CREATE INDEX ix_citations_claim_id ON citations (claim_id);
CREATE INDEX ix_citations_entity_id ON citations (entity_id);
CREATE INDEX ix_citations_source_id ON citations (source_id);
CREATE INDEX ix_citations_asserted_by_id_asserted_by_type ON citations (asserted_by_id, asserted_by_type);
CREATE INDEX ix_citations_statement_id ON citations (statement_id);
CREATE INDEX ix_statement_subjects_id_kind ON statement_subjects (id, kind);
CREATE INDEX ix_statement_subjects_statement_id ON statement_subjects (statement_id);
CREATE INDEX ix_statement_subjects_about_id_about_type ON statement_subjects (about_id, about_type);
CREATE INDEX ix_statement_subjects_dispute_id ON statement_subjects (dispute_id);
CREATE INDEX ix_statement_subjects_supersedes_id ON statement_subjects (supersedes_id)
"""


def upgrade() -> None:
    words = {"text": 'TEXT COLLATE "C"', "double": "DOUBLE PRECISION", "clustered": ""}
    if op.get_context().dialect.name == "sqlite":
        words = {"text": "TEXT", "double": "DOUBLE", "clustered": " WITHOUT ROWID"}
    execute = op.get_bind().exec_driver_sql  # text as it stands: SQLAlchemy would compile each statement
    for statement in (*TABLES.format(**words).split(";"), *INDEXES.split(";")):
        execute(statement)


def downgrade() -> None:
    op.drop_table("statement_subjects")
    op.drop_table("citations")
    op.drop_table("statements")
    op.drop_table("positions")
    op.drop_table("person_relations")
    op.drop_table("participations")
    op.drop_table("organization_relations")
    op.drop_table("memberships")
    op.drop_table("group_relations")
    op.drop_table("designations")
    op.drop_table("people")
    op.drop_table("organizations")
    op.drop_table("operation_participants")
    op.drop_table("locations")
    op.drop_table("figures")
    op.drop_table("events")
    op.drop_table("sources")
    op.drop_table("places")
    op.drop_table("operations")
    op.drop_table("names")
    op.drop_table("legal_cases")
    op.drop_table("identifiers")
    op.drop_table("groups")
    op.drop_table("decisions")
    op.drop_table("changes")
    op.drop_table("attributes")
    op.drop_table("revisions")
    op.drop_table("removed")
    op.drop_table("entities")
    op.drop_table("disputes")
    op.drop_table("claims")
    op.drop_table("vocabulary")
    op.drop_table("kbase_meta")
    op.drop_table("datasets")
