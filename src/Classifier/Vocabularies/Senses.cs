namespace Catalog.Classifier.Vocabularies;

/// <summary>What a word may mean in a tool's definition; a word may have several. Spelled in <c>data/taxonomy/vocabulary.json</c> by the same names in camel case.</summary>
[Flags]
internal enum Senses : ulong
{
    None = 0,

    // Verbs by what they do to the world.
    Read = 1UL << 0,
    Compute = 1UL << 1,
    Session = 1UL << 2,
    Produce = 1UL << 3,
    Write = 1UL << 4,
    SoftVerb = 1UL << 5,
    Execute = 1UL << 6,
    Control = 1UL << 7,
    Operate = 1UL << 8,
    Delete = 1UL << 9,
    Remove = 1UL << 10,
    Pay = 1UL << 11,
    PayWeak = 1UL << 12,
    Multi = 1UL << 13,

    /// <summary>The verb is as often a noun (<c>order</c>, <c>file</c>), so its place decides.</summary>
    NounVerb = 1UL << 14,

    // Things.
    Money = 1UL << 15,
    Chain = 1UL << 16,
    Market = 1UL << 17,
    Secret = 1UL << 18,
    Person = 1UL << 19,
    File = 1UL << 20,
    Code = 1UL << 21,
    Sql = 1UL << 22,
    Shell = 1UL << 23,
    Browser = 1UL << 24,
    Agent = 1UL << 25,
    Device = 1UL << 26,
    Machine = 1UL << 27,
    Access = 1UL << 28,
    Bulk = 1UL << 29,
    Relation = 1UL << 30,
    Message = 1UL << 31,
    Unsigned = 1UL << 32,
    Hard = 1UL << 34,
    Cache = 1UL << 35,
    ReadNoun = 1UL << 36,

    // Words that hold a sentence together.
    Filler = 1UL << 39,
    Negation = 1UL << 40,
    ArgSection = 1UL << 41,
    PhraseStart = 1UL << 42,

    /// <summary>The form is the third person (<c>deletes</c>), which is seldom an adjective or a noun's plural where the base is no noun.</summary>
    ThirdPerson = 1UL << 43,

    // Verbs whose sense hangs on what they act on.
    ReadWeak = 1UL << 44,
    ComputeWeak = 1UL << 45,
    Open = 1UL << 46,
    Run = 1UL << 47,
    Cancel = 1UL << 48,

    // Further things.
    Commerce = 1UL << 49,
    Auth = 1UL << 50,
    Probe = 1UL << 51,
    AdviceNoun = 1UL << 52,

    Send = 1UL << 56,
    Made = 1UL << 57,
    Ticket = 1UL << 58,
    SessionWord = 1UL << 59,
    PayNoun = 1UL << 60,
    UiWord = 1UL << 53,
    QueryWord = 1UL << 54,

    AnyVerb = ReadWeak | ComputeWeak | Open | Run | Cancel | Read | Compute | Session | Produce | Write | SoftVerb | Execute | Control | Operate | Delete | Remove | Pay | PayWeak | Multi,
}
