namespace Catalog.Cli.Hosting;

/// <summary>The reviewed files of <c>data/</c>, which lie beside the executable.</summary>
internal static class DataFiles
{
    /// <summary>A file of <c>data/</c> by its path there, for example <c>sources.yaml</c>.</summary>
    /// <exception cref="CommandFailedException">The installation is incomplete.</exception>
    public static FileStream Open(string relative)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", relative);
        return File.Exists(path)
            ? File.OpenRead(path)
            : throw new CommandFailedException($"`{path}` is missing: this installation is incomplete, build or install it again");
    }
}
