using System.Text;
using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Gateway.Approvals;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Administration;

/// <summary>New entries of the decision log as a stream of events, each a list of the texts of its cells.</summary>
internal sealed class LogFeed(IDecisionLog log, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>The cells of an entry: time, server, grant, what, decision, rule. Made visible, not encoded.</summary>
    public static IReadOnlyList<string> Cells(DecisionLogEntry entry) =>
    [
        entry.Time.UtcDateTime.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
        VisibleText.Of(entry.Server),
        VisibleText.Of(entry.Grant ?? "–"),
        VisibleText.Of(entry.Tool ?? entry.Method ?? "–"),
        entry.Decision.ToString().ToLowerInvariant(),
        VisibleText.Of(entry.Rule ?? ""),
    ];

    /// <summary>Writes what is new, until the reader leaves or the sign-in ends.</summary>
    public async Task WriteAsync(HttpContext context, Func<bool> isSignedIn, CancellationToken ending)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var since = clock.GetUtcNow();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(Between, clock);
        try
        {
            await context.Response.WriteAsync("retry: 3000\n\n", either.Token);
            await context.Response.Body.FlushAsync(either.Token);
            while (isSignedIn() && await timer.WaitForNextTickAsync(either.Token))
            {
                var entries = await log.ListAsync(new DecisionQuery { Since = since, Limit = 200 }, either.Token);
                var text = new StringBuilder();
                foreach (var entry in entries.Reverse().Where(static e => e.Decision != DecisionKind.Settled))
                {
                    // Entries of the last moment are read again with the next ones.
                    if (shown.Add(JsonSerializer.Serialize(entry)))
                    {
                        text.Append("data: ").Append(JsonSerializer.Serialize(Cells(entry))).Append("\n\n");
                    }
                }

                if (entries.Count > 0 && entries[0].Time > since)
                {
                    since = entries[0].Time;
                    shown.Clear();
                    shown.UnionWith(entries.Where(e => e.Time == since).Select(static e => JsonSerializer.Serialize(e)));
                }

                await context.Response.WriteAsync(text.Length > 0 ? text.ToString() : ": still here\n\n", either.Token);
                await context.Response.Body.FlushAsync(either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody reads on.
        }
    }
}
