namespace Catalog.Gateway.Enforcement;

/// <summary>The calls of a session that are held for a person, and that their client may withdraw meanwhile. May be asked from any thread.</summary>
internal interface IHeldCalls
{
    /// <summary>Notes a call that begins to wait; to be released.</summary>
    /// <param name="idKey">The key of its id.</param>
    /// <returns>Ends when the client withdraws it.</returns>
    CancellationToken Hold(string idKey);

    /// <summary>The call waits no more.</summary>
    void Release(string idKey);
}
