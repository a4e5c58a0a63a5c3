using Catalog.Cli.Gateways;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Cli.Tests.Gateways;

public sealed class VisibleLineFormatterTests
{
    [Fact]
    public void Write_TextOfStrangers_IsOneLineThatMovesNoCursor()
    {
        var line = Write(LogLevel.Warning, "The tool 'a\r\u001b[2K\u001b]0;x\u0007\nfail: b\u202e' changed", null);

        Assert.Equal("warn: Catalog.Part[7] The tool 'a⟦U+000D⟧⟦U+001B⟧[2K⟦U+001B⟧]0;x⟦U+0007⟧ fail: b⟦U+202E⟧' changed" + Environment.NewLine, line);
    }

    [Fact]
    public void Write_Failure_StandsInTheSameLine()
    {
        var line = Write(LogLevel.Error, "No", new InvalidOperationException("because\u001b[31m"));

        Assert.StartsWith("fail: Catalog.Part[7] No System.InvalidOperationException: because⟦U+001B⟧[31m", line, StringComparison.Ordinal);
        Assert.Equal(line.Length - Environment.NewLine.Length, line.IndexOf(Environment.NewLine, StringComparison.Ordinal));
    }

    private static string Write(LogLevel level, string text, Exception? failure)
    {
        using var written = new StringWriter();
        var entry = new LogEntry<string>(level, "Catalog.Part", new EventId(7), text, failure, static (state, _) => state);
        new VisibleLineFormatter(isColored: false).Write(in entry, null, written);
        return written.ToString();
    }
}
