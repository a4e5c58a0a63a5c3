namespace Catalog.Storage.Secrets;

/// <summary>Keys for one use; disposing forgets them.</summary>
internal sealed class SecretKeyList(IReadOnlyList<SecretKey> keys) : IDisposable
{
    public IReadOnlyList<SecretKey> All { get; } = keys;

    public SecretKey? FindOrNull(string id) => All.FirstOrDefault(key => key.Id == id);

    public void Dispose()
    {
        foreach (var key in All)
        {
            key.Dispose();
        }
    }
}
