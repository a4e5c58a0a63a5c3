using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Catalog.Crawler.Extractors.Assemblies;

/// <summary>Names the types of signatures.</summary>
internal sealed class SignatureTypes : ISignatureTypeProvider<SignatureType, object?>
{
    public SignatureType GetArrayType(SignatureType elementType, ArrayShape shape) => new("[]", [elementType]);

    public SignatureType GetByReferenceType(SignatureType elementType) => elementType;

    public SignatureType GetFunctionPointerType(MethodSignature<SignatureType> signature) => new("*", []);

    public SignatureType GetGenericInstantiation(SignatureType genericType, ImmutableArray<SignatureType> typeArguments) => genericType with { Arguments = typeArguments };

    public SignatureType GetGenericMethodParameter(object? genericContext, int index) => new("", []);

    public SignatureType GetGenericTypeParameter(object? genericContext, int index) => new("", []);

    public SignatureType GetModifiedType(SignatureType modifier, SignatureType unmodifiedType, bool isRequired) => unmodifiedType;

    public SignatureType GetPinnedType(SignatureType elementType) => elementType;

    public SignatureType GetPointerType(SignatureType elementType) => new("*", []);

    public SignatureType GetPrimitiveType(PrimitiveTypeCode typeCode) => new(typeCode.ToString(), []);

    public SignatureType GetSZArrayType(SignatureType elementType) => new("[]", [elementType]);

    public SignatureType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Named(reader.GetString(reader.GetTypeDefinition(handle).Name));

    public SignatureType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Named(reader.GetString(reader.GetTypeReference(handle).Name));

    public SignatureType GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    private static SignatureType Named(string name) => new(name.IndexOf('`', StringComparison.Ordinal) is var tick and > 0 ? name[..tick] : name, []);
}
