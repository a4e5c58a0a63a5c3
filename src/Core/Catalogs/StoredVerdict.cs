using Catalog.Core.Servers;

namespace Catalog.Core.Catalogs;

/// <summary>A classification in force, with the stored definition that it is of.</summary>
/// <param name="Position">Its place among all classifications, above 0: the one that takes its place has a higher one.</param>
/// <param name="Server">The server that offers the tool.</param>
/// <param name="Tool">Definition and classification.</param>
/// <param name="DefinitionHash">The definition's hash as stored.</param>
public sealed record StoredVerdict(long Position, ServerKey Server, ClassifiedTool Tool, string DefinitionHash);
