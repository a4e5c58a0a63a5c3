using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>What a block of a library's own language runs in: every word in it is a call on this. It is the tag of a record.</summary>
internal interface IDslTarget
{
    /// <summary>The method of a name.</summary>
    Value Member(Machine machine, string name);
}
