using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Classifier.Model;

/// <summary>
/// A model as a file: a header (name, format, version of the features, counts), the decision, the digests of its rows, the hashes in ascending order, five 16-bit weights
/// for each, and the SHA-256 of all before it. Little-endian; no words of any row.
/// </summary>
internal static class ModelFile
{
    private const uint Format = 1;
    private const int MostFeatures = 4_000_000;
    private const int Sum = 32;

    private static ReadOnlySpan<byte> Name => "CATMODEL"u8;

    /// <summary>The bytes of a model: the same for the same model.</summary>
    public static byte[] Write(TrainedModel model)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true))
        {
            writer.Write(Name);
            writer.Write(Format);
            writer.Write(FeatureReader.Version);
            writer.Write(model.Weights.Hashes.Length);
            writer.Write(model.Digests.Length);
            writer.Write(model.Weights.Scale);
            writer.Write(model.Decision.Temperature);
            writer.Write(model.Decision.Slope);
            writer.Write(model.Decision.Offset);
            Array.ForEach(model.Decision.Bounds, writer.Write);
            Array.ForEach(model.Digests, writer.Write);
            Array.ForEach(model.Weights.Hashes, writer.Write);
            Array.ForEach(model.Weights.Steps, writer.Write);
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>Reads a model and checks that it is whole and for these features.</summary>
    /// <exception cref="InvalidModelException">It is not.</exception>
    public static TrainedModel Read(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        Check(bytes);
        using var reader = new BinaryReader(new MemoryStream(bytes, Name.Length + 8, bytes.Length - Sum - Name.Length - 8));
        try
        {
            var (features, rows) = (reader.ReadInt32(), reader.ReadInt32());
            if (features is < 0 or > MostFeatures || rows is < 0 or > MostFeatures)
            {
                throw new InvalidModelException("the model says that it has more features or rows than a model can have");
            }

            var scale = reader.ReadSingle();
            var (temperature, slope, offset) = (reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
            var bounds = Many(LinearModel.Classes, reader.ReadSingle);
            var digests = Many(rows, reader.ReadUInt32);
            var hashes = Many(features, reader.ReadUInt32);
            var steps = Many(features * LinearModel.Classes, reader.ReadInt16);
            if (!(temperature > 0) || !float.IsFinite(scale))
            {
                throw new InvalidModelException("the model's numbers are no numbers to decide by");
            }

            return new TrainedModel(new LinearModel(hashes, steps, scale), new Decision(temperature, bounds, slope, offset), digests);
        }
        catch (EndOfStreamException tooShort)
        {
            throw new InvalidModelException("the model ends before its last weight", tooShort);
        }
    }

    private static void Check(byte[] bytes)
    {
        if (bytes.Length < Name.Length + 8 + Sum || !bytes.AsSpan().StartsWith(Name))
        {
            throw new InvalidModelException("this is no model of the classifier: build one with `catalog train`");
        }

        var (format, features) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(Name.Length)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(Name.Length + 4)));
        if (format != Format || features != FeatureReader.Version)
        {
            throw new InvalidModelException($"the model has format {format} and features {features}, and this classifier reads {Format} and {FeatureReader.Version}: build it anew with `catalog train`");
        }

        if (!SHA256.HashData(bytes.AsSpan(0, bytes.Length - Sum)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - Sum)))
        {
            throw new InvalidModelException("the model is damaged: its checksum does not fit its bytes");
        }
    }

    private static T[] Many<T>(int count, Func<T> read)
    {
        var all = new T[count];
        for (var i = 0; i < count; i++)
        {
            all[i] = read();
        }

        return all;
    }
}
