namespace Catalog.Crawler.Fetching.Pypi;

/// <summary>One file of a Python package as an index lists it.</summary>
/// <param name="Name">Its name, for example <c>thing-1.2.0.tar.gz</c>.</param>
/// <param name="Version">The version that its name states.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Sha256">Its hash, 64 hexadecimal digits; null where the index gives none.</param>
/// <param name="IsYanked">True where its authors have taken it back.</param>
internal sealed record PythonFile(string Name, string Version, Uri Address, string? Sha256, bool IsYanked)
{
    /// <summary>True for an archive of the source, false for what is installed as it is.</summary>
    public bool IsSource => Name.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
}
