using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Core.Tools;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>The decision log, in the gateway's file. Entries that come together share one wait for the disk.</summary>
internal sealed class SqliteDecisionLog(SqliteDatabase database) : IDecisionLog
{
    /// <inheritdoc/>
    public Task AppendAsync(DecisionLogEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = JsonSerializer.Serialize(entry, ToolDefinitionJson.Options);
        return database.WriteAsync(
            session => session.Execute(
                "INSERT INTO decisions (time, server, tool, decision, entry) VALUES (?1, ?2, ?3, ?4, ?5)",
                entry.Time.ToStored(), entry.Server, entry.Tool, entry.Decision.ToString(), text),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return database.ReadAsync<IReadOnlyList<DecisionLogEntry>>(session => List(session, query), cancellationToken);
    }

    private static List<DecisionLogEntry> List(SqliteSession session, DecisionQuery query)
    {
        var values = new List<object?>();
        var conditions = new List<string> { "TRUE" };
        Filter("tool = ", query.Tool);
        Filter("server = ", query.Server);
        Filter("decision = ", query.Decision?.ToString());
        Filter("time >= ", query.Since.ToStored());
        values.Add(query.Limit);
        return session.Query(
            $"SELECT entry FROM decisions WHERE {string.Join(" AND ", conditions)} ORDER BY id DESC LIMIT ?{values.Count}",
            static row => JsonSerializer.Deserialize<DecisionLogEntry>(row.GetString(0), ToolDefinitionJson.Options)!,
            [.. values]);

        void Filter(string condition, object? value)
        {
            if (value is not null)
            {
                values.Add(value);
                conditions.Add($"{condition}?{values.Count}");
            }
        }
    }
}
