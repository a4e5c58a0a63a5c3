namespace Catalog.Crawler.Fetching;

/// <summary>Installs npm packages with their dependencies and without their scripts.</summary>
public interface INpmInstallation
{
    /// <summary>Installs one version of a package; what is installed already is left as it is.</summary>
    /// <param name="name">The package, with its scope.</param>
    /// <param name="version">The exact version.</param>
    /// <param name="folder">An existing folder of the caller's; <c>node_modules</c> is made in it.</param>
    /// <param name="cancellationToken">Stops the installation; the folder may then hold a part.</param>
    Task<InstalledPackage> InstallAsync(string name, string version, string folder, CancellationToken cancellationToken);
}
