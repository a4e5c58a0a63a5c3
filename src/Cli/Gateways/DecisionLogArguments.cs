using System.CommandLine;
using Catalog.Core.Decisions;

namespace Catalog.Cli.Gateways;

/// <summary>How the decision log of a gateway is kept, as options of its command.</summary>
internal sealed class DecisionLogArguments
{
    private readonly Option<string> _fail = new("--log-fail") { Description = "What happens to calls when the decision log cannot be written: closed forwards none", DefaultValueFactory = static _ => "closed" };
    private readonly Option<bool> _sync = new("--log-sync") { Description = "Forward a call only when its entry in the decision log is on disk; else a crash may lose the entries of the last moment" };

    public void AddTo(Command command)
    {
        _fail.AcceptOnlyFromAmong("open", "closed");
        command.Add(_fail);
        command.Add(_sync);
    }

    /// <summary>What the user chose; says what is given up by it.</summary>
    public async Task<DecisionLogOptions> ReadAsync(ParseResult parsed)
    {
        var options = new DecisionLogOptions { Sync = parsed.GetValue(_sync), FailOpen = parsed.GetValue(_fail) == "open" };
        if (options.FailOpen)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("catalog: calls go on unrecorded while the decision log cannot be written (--log-fail open)");
        }

        return options;
    }
}
