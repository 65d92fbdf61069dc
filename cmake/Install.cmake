# cmake --install build/native --prefix X: the command with its manual page and completions, the models, and the library with its public headers
# as the package `chouma` (find_package(chouma CONFIG REQUIRED), target chouma::chouma, folder of the models in chouma_MODELS_DIR). The tree can be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(chouma_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/chouma")
set(chouma_models_dir "${CMAKE_INSTALL_DATADIR}/chouma/models")

install(TARGETS chouma EXPORT chouma ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY engine/include/chouma DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT chouma NAMESPACE chouma:: FILE chouma-targets.cmake DESTINATION "${chouma_package_dir}")
configure_package_config_file(cmake/chouma-config.cmake.in "${PROJECT_BINARY_DIR}/chouma-config.cmake"
                              INSTALL_DESTINATION "${chouma_package_dir}" PATH_VARS chouma_models_dir)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/chouma-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/chouma-config.cmake" "${PROJECT_BINARY_DIR}/chouma-config-version.cmake"
        DESTINATION "${chouma_package_dir}")

install(TARGETS chouma_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
set(papers "${PROJECT_BINARY_DIR}/papers")
install(FILES "${papers}/chouma.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${papers}/chouma.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME chouma)
install(FILES "${papers}/_chouma" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
install(FILES "${papers}/chouma.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")

install(DIRECTORY models/ DESTINATION "${chouma_models_dir}")
install(FILES LICENSE cmake/THIRD-PARTY.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
