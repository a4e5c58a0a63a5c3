namespace Catalog.Gateway.Listening;

/// <summary>
/// The last connections whose request broke off and was written down by who read it: the server finds that again when it looks for the rest, and each of
/// them ends then. So that many of them take no memory, only the newest are kept. May be used from any thread.
/// </summary>
internal sealed class BrokenConnections
{
    private const int Most = 1024;

    private readonly Queue<string> _order = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Notes one, by the server's id of it.</summary>
    public void Add(string id)
    {
        lock (_gate)
        {
            if (!_ids.Add(id))
            {
                return;
            }

            _order.Enqueue(id);
            if (_order.Count > Most)
            {
                _ids.Remove(_order.Dequeue());
            }
        }
    }

    public bool Holds(string id)
    {
        lock (_gate)
        {
            return _ids.Contains(id);
        }
    }
}
