using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Cli.Importing;

/// <summary>The rows of one server of a file, siblings filled in.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="Title">Its name as the rows give it; null where that is the key.</param>
/// <param name="Source">Where the rows say they were read; null where they do not.</param>
/// <param name="Tools">Its tools in the order of the file.</param>
internal sealed record ImportedServer(ServerKey Key, string? Title, string? Source, IReadOnlyList<ToolDefinition> Tools);
