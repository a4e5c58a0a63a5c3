using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Core.Grants;

namespace Catalog.Cli.Gateways;

/// <summary>What a grant may have, as options of the command that makes it.</summary>
internal sealed class GrantLimitArguments
{
    private const string Otherwise = "(default: what every grant may)";

    private readonly Option<int?> _requests = new("--requests-per-minute") { Description = $"Messages of any kind that it may send in a minute, over all servers {Otherwise}", HelpName = "N" };
    private readonly Option<int?> _calls = new("--concurrent-calls") { Description = $"Requests of it that may be under way, over all servers {Otherwise}", HelpName = "N" };
    private readonly Option<int?> _sessions = new("--sessions-per-hour") { Description = $"Sessions that it may open in an hour, over all servers {Otherwise}", HelpName = "N" };
    private readonly Option<TimeSpan> _timeout = Durations.Option("--timeout", "How long a server may take to begin its answer to a call of it, as in 30s (default: as long as the server may)");

    public void AddTo(Command command)
    {
        command.Add(_requests);
        command.Add(_calls);
        command.Add(_sessions);
        command.Add(_timeout);
    }

    /// <summary>What was asked for; null where nothing was.</summary>
    /// <exception cref="CommandFailedException">A limit is out of its range.</exception>
    public GrantLimits? ReadOrNull(ParseResult parsed)
    {
        foreach (var option in (Option<int?>[])[_requests, _calls, _sessions])
        {
            if (parsed.GetValue(option) is < 1 or > GrantLimits.Most)
            {
                throw new CommandFailedException($"{option.Name} takes 1 to {GrantLimits.Most}", ExitCodes.Usage);
            }
        }

        var timeout = parsed.GetResult(_timeout) is null ? (TimeSpan?)null : parsed.GetValue(_timeout);
        if (timeout < TimeSpan.FromSeconds(1) || timeout > GrantLimits.LongestTimeout)
        {
            throw new CommandFailedException("--timeout takes 1s to 1d", ExitCodes.Usage);
        }

        var limits = new GrantLimits { RequestsPerMinute = parsed.GetValue(_requests), ConcurrentCalls = parsed.GetValue(_calls), SessionsPerHour = parsed.GetValue(_sessions), Timeout = timeout };
        return limits == new GrantLimits() ? null : limits;
    }
}
