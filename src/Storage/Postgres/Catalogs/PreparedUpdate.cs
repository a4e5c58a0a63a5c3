using Catalog.Core.Catalogs;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>An update with the texts of its tools as they are stored; made before the transaction, for making them costs more than storing them.</summary>
/// <param name="Update">The update.</param>
/// <param name="Tools">Its tools.</param>
internal sealed record PreparedUpdate(ServerUpdate Update, IReadOnlyList<PreparedTool> Tools)
{
    /// <summary>The server's key.</summary>
    public string Key => Update.Key.Value;

    /// <summary>The names of all tools in their order, as stored.</summary>
    public string Names { get; } = ToolTexts.Write([.. Tools.Select(static tool => tool.Name)]);

    /// <summary>See <see cref="ToolSetHash"/>.</summary>
    public string? ToolSet { get; } = ToolSetHash.OfOrNull(Tools.Where(static tool => tool.IsOffered).Select(static tool => tool.Name));

    /// <summary>Prepares.</summary>
    public static PreparedUpdate Of(ServerUpdate update) => new(update, PreparedTool.All(update));
}
