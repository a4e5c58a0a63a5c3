using System.Text;
using System.Text.Json;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// Puts the lists of all servers together. They are asked at the same time and each for as long as the plan says; of one that is late or
/// down the last good list stands in, marked in the answer, and whatever comes later is told as a change.
/// </summary>
internal sealed partial class ListMerge(AggregatePlan plan, IBranchOwner owner, TimeProvider clock, ILogger<ListMerge> logger)
{
    /// <summary>The member of <c>_meta</c> that says which servers' parts are old or missing.</summary>
    public const string GapsKey = "org.toolrisk-catalog/servers";

    private const long LongestTtlMs = 10_000;
    private const long GapTtlMs = 1000;
    private const int KeptLists = 16;
    private const int MostLeftOut = 1000;
    private const int MostPageBytes = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, MergedList> _lists = [];
    private readonly Queue<long> _byAge = new();
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>A list that a cursor speaks of; null where it is no longer kept.</summary>
    public MergedList? FindOrNull(long number)
    {
        lock (_gate)
        {
            return _lists.GetValueOrDefault(number);
        }
    }

    public async Task<MergedList> MergeAsync(ListShape shape, IReadOnlyList<(Branch Branch, Caller Caller)> branches, Func<Branch, LaneMemory> memories, CancellationToken cancellationToken)
    {
        var failures = await Task.WhenAll(branches.Select(b => WaitAsync(b.Branch, b.Caller, shape, cancellationToken)));
        var entries = new List<ReadOnlyMemory<byte>>();
        var owners = new Dictionary<string, (string Server, string Own)>(StringComparer.Ordinal);
        var gaps = new List<ListGap>();
        var ttl = LongestTtlMs;
        foreach (var ((branch, caller), failure) in branches.Zip(failures))
        {
            var known = memories(branch).FindOrNull(caller.Grant.Id, shape);
            if (failure is not null)
            {
                gaps.Add(new ListGap(branch.Name, failure, known?.At));
                ttl = Math.Min(ttl, GapTtlMs);
            }

            ttl = Math.Min(ttl, known?.TtlMs ?? ttl);

            foreach (var entry in known?.Entries ?? [])
            {
                if (!branch.IsShown(caller, shape, entry.Key))
                {
                    continue;
                }

                var name = shape.IsPrefixed ? PublicNames.Of(branch.Prefix, entry.Key) : entry.Key;
                if (!owners.TryAdd(name, (branch.Name, entry.Key)))
                {
                    LeaveOut(branch.Name, entry.Key, name, owners[name].Server);
                    continue;
                }

                entries.Add(shape.IsPrefixed ? Splice.Replace(entry.Bytes, (entry.KeyRange, Say.QuotedBytes(name))) : entry.Bytes);
            }
        }

        return Keep(new MergedList(Interlocked.Increment(ref _last), shape, entries, owners, gaps, ttl));
    }

    /// <summary>The result for one page.</summary>
    /// <param name="list">The list.</param>
    /// <param name="offset">Its first entry.</param>
    /// <param name="era">The client's era.</param>
    /// <param name="cursor">Makes the cursor of the page that begins at an entry.</param>
    public byte[] Page(MergedList list, int offset, ProtocolEra era, Func<int, string> cursor)
    {
        var result = new MemoryStream();
        result.Write("{"u8);
        if (era == ProtocolEra.Modern)
        {
            // What a caller sees hangs on its grant, and part of it may come back at any moment.
            result.Write(Encoding.UTF8.GetBytes($"\"resultType\":\"complete\",\"ttlMs\":{list.TtlMs},\"cacheScope\":\"private\","));
        }

        result.Write(Encoding.UTF8.GetBytes($"\"{list.Shape.Member}\":["));
        var next = offset;
        while (next < list.Entries.Count && next - offset < plan.PageSize && (next == offset || result.Length + list.Entries[next].Length < MostPageBytes))
        {
            if (next > offset)
            {
                result.WriteByte((byte)',');
            }

            result.Write(list.Entries[next++].Span);
        }

        result.WriteByte((byte)']');
        if (next < list.Entries.Count)
        {
            result.Write(Encoding.UTF8.GetBytes($",\"nextCursor\":{Say.Quoted(cursor(next))}"));
        }

        if (list.Gaps.Count > 0)
        {
            result.Write(","u8);
            result.Write("\"_meta\":"u8);
            result.Write(GapsOf(list));
        }

        result.WriteByte((byte)'}');
        return result.ToArray();
    }

    private static byte[] GapsOf(MergedList list) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        [GapsKey] = list.Gaps.ToDictionary(static g => g.Server, static g => new { state = g.At is null ? "missing" : "old", asOf = g.At, reason = g.Reason }, StringComparer.Ordinal),
    });

    private async Task<string?> WaitAsync(Branch branch, Caller caller, ListShape shape, CancellationToken cancellationToken)
    {
        var fetching = branch.FetchAsync(shape, caller);
        try
        {
            return await fetching.WaitAsync(plan.Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            _ = TellLaterAsync(fetching, branch, shape);
            return $"The server `{branch.Name}` did not give its list in {plan.Patience.TotalSeconds:0.#} seconds";
        }
    }

    private async Task TellLaterAsync(Task<string?> fetching, Branch branch, ListShape shape)
    {
        if (await fetching is null)
        {
            owner.Changed(branch, shape);
        }
    }

    private MergedList Keep(MergedList list)
    {
        lock (_gate)
        {
            _lists[list.Number] = list;
            _byAge.Enqueue(list.Number);
            if (_byAge.Count > KeptLists)
            {
                _lists.Remove(_byAge.Dequeue());
            }
        }

        return list;
    }

    private void LeaveOut(string server, string own, string name, string keeper)
    {
        lock (_gate)
        {
            if (_leftOut.Count >= MostLeftOut || !_leftOut.Add($"{server}\n{own}"))
            {
                return;
            }
        }

        LogLeftOut(server, own, name, keeper);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Of all servers, '{Server}' has '{Own}', which is left out: the name '{Name}' belongs to an entry of '{Keeper}' already")]
    private partial void LogLeftOut(string server, string own, string name, string keeper);
}
