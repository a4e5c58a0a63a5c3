namespace Catalog.Api.Shell;

/// <summary>Where a part of a list stands in the whole.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Size">How many entries a part has at most.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record Paging(int Page, int Size, int Total)
{
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    public static int Offset(int page, int size) => (int)Math.Min((page - 1L) * size, int.MaxValue);
}
