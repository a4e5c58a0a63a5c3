using System.Data.Common;
using System.Text.Json;
using Catalog.Core.Changes;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Storage.Changes;

/// <summary>Changes as rows.</summary>
internal static class ChangeRows
{
    /// <summary>What <see cref="Read"/> reads of <c>changes</c>.</summary>
    public const string Columns = "position, at, run_id, server, tool, what, baseline, body";

    /// <summary>For how long changes are kept.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(400);

    /// <summary>What a change consists of, as stored.</summary>
    public static string Write(ChangeDetails details) => JsonSerializer.Serialize(details, ToolDefinitionJson.Options);

    /// <summary>A change.</summary>
    public static CatalogChange Read(DbDataReader row) => new()
    {
        Position = row.GetInt64(0),
        At = row.Moment(1),
        Run = row.Number(2),
        Server = ServerKey.Parse(row.String(3)),
        Tool = row.Text(4),
        Kind = row.Member<ChangeKind>(5),
        IsBaseline = row.GetBoolean(6),
        Details = JsonSerializer.Deserialize<ChangeDetails>(row.String(7), ToolDefinitionJson.Options)!,
    };
}
