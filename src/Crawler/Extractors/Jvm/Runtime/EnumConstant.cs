namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Marks an instance as a constant of an enumeration.</summary>
/// <param name="Name">As declared.</param>
internal sealed record EnumConstant(string Name);
