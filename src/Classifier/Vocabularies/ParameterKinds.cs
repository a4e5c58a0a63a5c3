namespace Catalog.Classifier.Vocabularies;

/// <summary>What an argument is by its name; an argument may be several. Spelled in <c>data/taxonomy/vocabulary.json</c> by the same names in camel case.</summary>
[Flags]
internal enum ParameterKinds
{
    None = 0,
    Command = 1 << 0,
    Code = 1 << 1,
    Sql = 1 << 2,
    Url = 1 << 3,
    Path = 1 << 4,
    Amount = 1 << 5,
    Recipient = 1 << 6,
    Money = 1 << 7,
    Content = 1 << 8,
    Search = 1 << 9,
    Paging = 1 << 10,
    Action = 1 << 11,
    Force = 1 << 12,
    DryRun = 1 << 13,
    Selector = 1 << 14,
    Secret = 1 << 15,
    Agent = 1 << 16,
    Tool = 1 << 17,
    Person = 1 << 18,
    Device = 1 << 19,
    Arguments = 1 << 20,
}
