using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Schemas;

/// <summary>A member of an object that JSON holds.</summary>
/// <param name="Name">As declared.</param>
/// <param name="Type">Its type.</param>
/// <param name="Annotations">Its annotations; absent where it has none.</param>
/// <param name="Default">Its initial value; absent where it has none.</param>
/// <param name="IsKotlin">True where its language says whether it may be null.</param>
internal sealed record ClassField(string Name, FactNode Type, FactNode Annotations, FactNode Default, bool IsKotlin);
