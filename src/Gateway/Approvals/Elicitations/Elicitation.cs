namespace Catalog.Gateway.Approvals.Elicitations;

/// <summary>A question to one client of the legacy era: to open a page.</summary>
/// <param name="id">The id of the request and of the elicitation, which nobody can guess.</param>
/// <param name="grant">The grant that was asked: answers of others are none.</param>
/// <param name="askedAt">When.</param>
internal sealed class Elicitation(string id, string grant, DateTimeOffset askedAt)
{
    private int _answer;

    public string Id { get; } = id;

    public string Grant { get; } = grant;

    public DateTimeOffset AskedAt { get; } = askedAt;

    public OpenedPage Answer
    {
        get => (OpenedPage)Volatile.Read(ref _answer);
        set => Interlocked.CompareExchange(ref _answer, (int)value, (int)OpenedPage.Unknown);
    }
}
