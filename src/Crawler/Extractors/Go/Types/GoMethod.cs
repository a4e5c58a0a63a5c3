using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Types;

/// <summary>A method of a declared type.</summary>
/// <param name="Function">Its function; the receiver is what the call is made on.</param>
/// <param name="Receiver">The receiver's type as written.</param>
/// <param name="Scope">The names of the file that it stands in.</param>
internal sealed record GoMethod(FactNode Function, FactNode Receiver, Scope Scope);
