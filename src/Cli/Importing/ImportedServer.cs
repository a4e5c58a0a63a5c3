using Catalog.Classifier.Caching;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Cli.Importing;

/// <summary>The rows of one server of a file.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="Title">Its name as the rows give it; null where that is the key.</param>
/// <param name="Source">Where the rows say they were read; null where they do not.</param>
/// <param name="Rows">Its rows in the order of the file, and the server as each names it.</param>
internal sealed record ImportedServer(ServerKey Key, string? Title, string? Source, IReadOnlyList<(KnownRow Row, RowServer Server)> Rows)
{
    /// <summary>Its tools, siblings filled in: a file that holds whole servers says the siblings of each tool by that.</summary>
    public IReadOnlyList<ImportedTool> Tools()
    {
        var names = new string[Rows.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Rows[i].Row.Tool.Tool;
        }

        var tools = new ImportedTool[names.Length];
        for (var i = 0; i < tools.Length; i++)
        {
            var (row, server) = Rows[i];
            var definition = row.Of(server, new SiblingNames(names, i));
            tools[i] = new ImportedTool(definition, DefinitionKey.WithSiblings(row.Key, definition.Siblings), row.Hash);
        }

        return tools;
    }
}
