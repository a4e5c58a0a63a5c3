using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Catalogs;

namespace Catalog.Storage.Secrets;

/// <summary>
/// The keys of stored secrets: those that were given, or those of a file beside the store that only its owner may read. The first one
/// encrypts, the others only open. They are read anew for each use, for another process may have turned them over.
/// </summary>
internal sealed class SecretKeys(string file, string? given)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Whether the keys are in the file, where they can be made and turned over.</summary>
    public bool AreInFile => given is null;

    /// <summary>The keys; empty where there is no file yet.</summary>
    /// <exception cref="StoreException">A key is none, or others may read the file.</exception>
    public SecretKeyList Read()
    {
        if (given is not null)
        {
            return Parse(given.Split(','), "CATALOG_KEY");
        }

        try
        {
            if (!File.Exists(file))
            {
                return new SecretKeyList([]);
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnerOnly) != UnixFileMode.None)
            {
                throw new StoreException($"others than its owner may use the key `{file}`: run `chmod 600` on it, and turn it over with `catalog gateway credentials rotate-key` if they may have read it");
            }

            return Parse(File.ReadAllLines(file).Where(static line => line.Length > 0), file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the key `{file}` cannot be read: {failure.Message.TrimEnd('.')}", failure);
        }
    }

    /// <summary>The keys, of which a new one is made and written down where there is none.</summary>
    /// <exception cref="StoreException">The keys cannot be read or written.</exception>
    public SecretKeyList ReadOrMake()
    {
        var keys = Read();
        if (keys.All.Count > 0)
        {
            return keys;
        }

        var made = new SecretKeyList([SecretKey.New()]);
        Write(made, FileMode.CreateNew, file);
        return made;
    }

    /// <summary>Puts keys in the place of those in the file, whole or not at all.</summary>
    /// <exception cref="StoreException">The file cannot be written.</exception>
    public void Replace(SecretKeyList keys)
    {
        var next = file + ".next";
        Write(keys, FileMode.Create, next);
        try
        {
            File.Move(next, file, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the key `{file}` cannot be replaced: {failure.Message.TrimEnd('.')}", failure);
        }
    }

    private static void Write(SecretKeyList keys, FileMode mode, string path)
    {
        var text = Encoding.ASCII.GetBytes(string.Join('\n', keys.All.Select(static key => key.Text())) + "\n");
        try
        {
            var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using var stream = new FileStream(path, options);
            stream.Write(text);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the key `{path}` cannot be written: {failure.Message.TrimEnd('.')}", failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static SecretKeyList Parse(IEnumerable<string> texts, string place) => new(
    [
        .. texts.Select(text => SecretKey.ParseOrNull(text) ?? throw new StoreException($"`{place}` holds no key: it takes 32 bytes in Base64, as `openssl rand -base64 32` prints them")),
    ]);
}
