using System.CommandLine;
using Catalog.Core.Decisions;

namespace Catalog.Cli.Gateways;

/// <summary>How the decision log of a gateway is kept, as options of its command.</summary>
internal sealed class DecisionLogArguments
{
    private readonly Option<string> _fail = new("--log-fail") { Description = "What happens to calls when the decision log cannot be written: closed forwards none", DefaultValueFactory = static _ => "closed" };
    private readonly Option<bool> _sync = new("--log-sync") { Description = "Forward a call only when its entry in the decision log is on disk; else a crash may lose the entries of the last moment" };

    private readonly Option<FileInfo?> _file = new("--log-file") { Description = "Write the decision log as JSON lines to this file, a new one on each day and after 64 MB (default: the store)", HelpName = "FILE" };
    private readonly Option<string?> _database = GatewayStoreOption.CreateLogDatabase();
    private readonly Option<bool> _values = new("--log-values") { Description = "Keep the arguments of calls in the decision log, with what looks secret replaced (default: their names alone)" };
    private readonly Option<TimeSpan?> _keep = new("--log-keep") { Description = "How long entries of the decision log are kept, such as 90d (default: for ever)", HelpName = "TIME", CustomParser = static result => Durations.Parse(result) };

    public void AddTo(Command command)
    {
        _fail.AcceptOnlyFromAmong("open", "closed");
        command.Add(_fail);
        command.Add(_sync);
        command.Add(_file);
        command.Add(_database);
        command.Add(_values);
        command.Add(_keep);
    }

    public bool ValuesOf(ParseResult parsed) => parsed.GetValue(_values);

    /// <summary>What the user chose; says what is given up by it.</summary>
    public async Task<DecisionLogOptions> ReadAsync(ParseResult parsed)
    {
        var options = new DecisionLogOptions
        {
            File = parsed.GetValue(_file)?.FullName,
            Database = GatewayStoreOption.LogDatabase(parsed.GetValue(_database), parsed.GetValue(_file)),
            Values = parsed.GetValue(_values),
            Sync = parsed.GetValue(_sync),
            FailOpen = parsed.GetValue(_fail) == "open",
            Keep = parsed.GetValue(_keep),
        };
        if (options.FailOpen)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("catalog: calls go on unrecorded while the decision log cannot be written (--log-fail open)");
        }

        return options;
    }
}
