using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>What the evaluator keeps with a <see cref="RecordValue"/> that <c>new</c> has made.</summary>
/// <param name="Symbol">The type; null for one of a dependency.</param>
/// <param name="TypeName">The type's simple name, empty where it is left to the context.</param>
/// <param name="Arguments">The constructor's arguments by position.</param>
/// <param name="Node">The expression.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Type">The type as written; absent where it is left to the context.</param>
internal sealed record Instance(TypeSymbol? Symbol, string TypeName, IReadOnlyList<Value> Arguments, FactNode Node, Place Place, FactNode Type);
