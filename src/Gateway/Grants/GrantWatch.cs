using Catalog.Core.Catalogs;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Grants;

/// <summary>Ends the sessions and streams of grants that are over. Each new request is asked for its grant anyway; this is for what stays open.</summary>
internal sealed partial class GrantWatch(GrantBook book, GrantLeash leash, TimeProvider clock, ILogger<GrantWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        // Those of tokens apart: their end does not wait for a store that is out of order.
        foreach (var held in leash.Held.Where(static held => held.Grant != Caller.AnonymousId).GroupBy(static held => TokenClaims.IsGrant(held.Grant)))
        {
            await LookAsync([.. held], cancellationToken);
        }
    }

    private async Task LookAsync(IReadOnlyCollection<GrantHold> held, CancellationToken cancellationToken)
    {
        try
        {
            // Calls before the sessions that they are made in.
            foreach (var over in (await book.FindOverAsync(held, cancellationToken)).OrderBy(static over => over.Token is null))
            {
                leash.Pull(over);
                LogEnded(over.Grant, over.Token is null ? "grant" : "grant, or the token that was shown,");
            }
        }
        catch (StoreException)
        {
            // New requests are refused meanwhile; the next look asks again.
            LogUnknown();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The {What} '{Grant}' is over: its sessions and streams were ended")]
    private partial void LogEnded(string grant, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store of grants cannot be reached: it is not known whether grants with open sessions were revoked")]
    private partial void LogUnknown();
}
