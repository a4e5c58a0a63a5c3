using Catalog.Core.Servers.Naming;

namespace Catalog.Core.Identities;

/// <summary>Finds established servers whose names are one step from another's. Each name is looked up by what one step leaves of it, so that the time grows with the servers and not with their pairs.</summary>
internal sealed class ImpostorSearch
{
    // More are no help to anybody; a name with so many neighbours is a common word.
    private const int Most = 10;

    private readonly HashSet<string> _established;
    private readonly Dictionary<string, List<IdentityFacts>> _byTrace = new(StringComparer.Ordinal);

    /// <summary>Takes all servers, and the keys of those that are established.</summary>
    public ImpostorSearch(IEnumerable<IdentityFacts> servers, HashSet<string> established)
    {
        _established = established;
        foreach (var server in servers.Where(server => established.Contains(server.Key.Value)))
        {
            foreach (var trace in NameTraces.Of(server.Key))
            {
                if (!_byTrace.TryGetValue(trace, out var same))
                {
                    _byTrace.Add(trace, same = []);
                }

                same.Add(server);
            }
        }
    }

    /// <summary>The established servers that one is easily taken for; none for one that is established itself.</summary>
    public IReadOnlyList<Impostor> Find(IdentityFacts server) => _byTrace.Count == 0 || _established.Contains(server.Key.Value)
        ? []
        :
        [
            .. NameTraces.Of(server.Key).SelectMany(trace => _byTrace.GetValueOrDefault(trace) ?? []).Distinct()
                .Select(known => (known.Key.Value, Likeness: NameLikeness.OfOrNull(server.Key, server.Repository, known.Key, known.Repository)))
                .Where(static found => found.Likeness is not null)
                .Select(static found => new Impostor(found.Value, found.Likeness!.Step, found.Likeness.IsOtherOwner))
                .OrderBy(static found => found.Of, StringComparer.Ordinal)
                .Take(Most),
        ];
}
