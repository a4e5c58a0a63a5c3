namespace Catalog.Gateway.Downstreams;

/// <summary>The ids of a session's requests that have no answer yet. Most sessions have none most of the time, and take next to no memory then.</summary>
internal sealed class IdsUnderWay
{
    private readonly Lock _gate = new();
    // Most clients wait for one answer before they ask again.
    private string? _one;
    private HashSet<string>? _more;

    /// <summary>Notes an id.</summary>
    /// <returns>False where a request of it is under way: nothing is to be left then.</returns>
    public bool TryEnter(string key)
    {
        lock (_gate)
        {
            if (_one == key || _more?.Contains(key) == true)
            {
                return false;
            }

            if (_one is null)
            {
                _one = key;
            }
            else
            {
                (_more ??= new HashSet<string>(StringComparer.Ordinal)).Add(key);
            }

            return true;
        }
    }

    public void Leave(string key)
    {
        lock (_gate)
        {
            if (_one == key)
            {
                _one = null;
            }
            else if (_more is { } more && more.Remove(key) && more.Count == 0)
            {
                _more = null;
            }
        }
    }
}
