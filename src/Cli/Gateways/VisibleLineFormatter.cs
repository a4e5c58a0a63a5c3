using Catalog.Gateway.Approvals;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Catalog.Cli.Gateways;

/// <summary>An event in a line, as the simple console has it, with what a terminal would obey or not show spelled out: servers choose the names of their tools, and one could wipe out the warning that names it.</summary>
/// <param name="isColored">Whether the levels have colours.</param>
internal sealed class VisibleLineFormatter(bool isColored) : ConsoleFormatter(FormatterName)
{
    /// <summary>Its name among the formatters.</summary>
    public const string FormatterName = "visible-line";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var (word, color) = LevelOf(logEntry.LogLevel);
        var text = $"{logEntry.Category}[{logEntry.EventId.Id}] {logEntry.Formatter(logEntry.State, logEntry.Exception)}{(logEntry.Exception is { } failure ? $" {failure}" : "")}";
        textWriter.Write(isColored ? $"\e[{color}m{word}\e[0m: " : $"{word}: ");
        textWriter.Write(VisibleText.Of(text.Replace(Environment.NewLine, " ", StringComparison.Ordinal)));
        textWriter.Write(Environment.NewLine);
    }

    private static (string Word, string Color) LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => ("trce", "90"),
        LogLevel.Debug => ("dbug", "90"),
        LogLevel.Information => ("info", "32"),
        LogLevel.Warning => ("warn", "33"),
        LogLevel.Error => ("fail", "31"),
        _ => ("crit", "1;31"),
    };
}
