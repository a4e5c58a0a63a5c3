using Catalog.Core.Caching;
using Catalog.Core.Tools;

namespace Catalog.Cli.Importing;

/// <summary>One tool of a server of a file.</summary>
/// <param name="Definition">As the file says it, siblings filled in.</param>
/// <param name="Key">What tells it from every definition that could be judged otherwise.</param>
/// <param name="Hash">Its <see cref="DefinitionHash"/>.</param>
internal sealed record ImportedTool(ToolDefinition Definition, ContentKey Key, string Hash);
